using System.Collections.Concurrent;
using System.Security.Cryptography;
using EdgeNas.Domain;
using EdgeNas.Domain.Artifacts;

namespace EdgeNas.Hosting.Tests;

internal sealed class MemoryArtifacts : IArtifactStore
{
    private readonly ConcurrentDictionary<ArtifactId, byte[]> _content = new();

    public ArtifactId Put(ReadOnlySpan<byte> content)
    {
        var id = new ArtifactId(Convert.ToHexStringLower(SHA256.HashData(content)));
        _content[id] = content.ToArray();
        return id;
    }

    public byte[] Get(ArtifactId id) => _content.TryGetValue(id, out byte[]? content) ? content : throw new EdgeNasException($"no artifact {id}");

    public bool Contains(ArtifactId id) => _content.ContainsKey(id);
}
