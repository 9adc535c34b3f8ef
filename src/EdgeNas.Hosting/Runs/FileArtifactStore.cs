using System.Security.Cryptography;
using EdgeNas.Domain;
using EdgeNas.Domain.Artifacts;

namespace EdgeNas.Hosting.Runs;

/// <summary>Artifacts as files <c>xx/&lt;sha256&gt;</c>, where xx are the first two digits.</summary>
public sealed class FileArtifactStore(string root) : IArtifactStore
{
    public ArtifactId Put(ReadOnlySpan<byte> content)
    {
        var id = new ArtifactId(Convert.ToHexStringLower(SHA256.HashData(content)));
        if (!Contains(id)) AtomicFile.Write(PathOf(id), content);
        return id;
    }

    public byte[] Get(ArtifactId id)
    {
        string path = PathOf(id);
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EdgeNasException($"Artifact {path} can't be read: {e.Message} Restore it from a backup, or start the search anew.", e);
        }

        string found = Convert.ToHexStringLower(SHA256.HashData(content));
        return found == id.Sha256
            ? content
            : throw new EdgeNasException($"Artifact {path} is damaged: its {content.Length} bytes have the SHA-256 {found}. Restore it from a backup, or start the search anew.");
    }

    public bool Contains(ArtifactId id) => File.Exists(PathOf(id));

    private string PathOf(ArtifactId id) => Path.Combine(root, id.Sha256[..2], id.Sha256);
}
