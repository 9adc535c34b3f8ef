using System.Security.Cryptography;
using EdgeNas.Domain.Artifacts;

namespace EdgeNas.Learning.Tests;

/// <summary>Artifacts in memory, by the SHA-256 of their bytes.</summary>
internal sealed class MemoryArtifacts : IArtifactStore
{
    private readonly Dictionary<ArtifactId, byte[]> _content = [];

    public int Reads { get; private set; }

    public ArtifactId Put(ReadOnlySpan<byte> content)
    {
        var id = new ArtifactId(Convert.ToHexStringLower(SHA256.HashData(content)));
        _content[id] = content.ToArray();
        return id;
    }

    public byte[] Get(ArtifactId id)
    {
        Reads++;
        return _content[id];
    }

    public bool Contains(ArtifactId id) => _content.ContainsKey(id);
}
