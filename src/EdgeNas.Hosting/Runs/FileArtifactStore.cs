using EdgeNas.Domain;
using EdgeNas.Domain.Artifacts;

namespace EdgeNas.Hosting.Runs;

/// <summary>Artifacts as files <c>xx/&lt;sha256&gt;</c>, where xx are the first two digits.</summary>
public sealed class FileArtifactStore(string root) : IArtifactStore
{
    public ArtifactId Put(ReadOnlySpan<byte> content)
    {
        var id = ArtifactId.Of(content);
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

        var found = ArtifactId.Of(content);
        return found == id
            ? content
            : throw new EdgeNasException($"Artifact {path} is damaged: its {content.Length} bytes have the SHA-256 {found}. Restore it from a backup, or start the search anew.");
    }

    public bool Contains(ArtifactId id) => File.Exists(PathOf(id));

    /// <summary>Ids of all artifacts, in no order.</summary>
    public IEnumerable<ArtifactId> All() => Files().Select(file => ArtifactId.Parse(file.Name)!.Value);

    /// <summary>Bytes that all artifacts take.</summary>
    public long Size() => Files().Sum(file => file.Length);

    public long Size(ArtifactId id) => new FileInfo(PathOf(id)).Length;

    /// <summary>When the artifact was stored or last asked to be kept (<see cref="Touch"/>).</summary>
    public DateTimeOffset Age(ArtifactId id) => File.GetLastWriteTimeUtc(PathOf(id));

    public void Touch(ArtifactId id, DateTimeOffset now) => File.SetLastWriteTimeUtc(PathOf(id), now.UtcDateTime);

    /// <summary>Gives the artifact's bytes away. Nothing happens where there is none.</summary>
    public void Remove(ArtifactId id)
    {
        if (Contains(id)) File.Delete(PathOf(id));
    }

    /// <summary>Makes a file on the same disk, which the caller has checked and synced, the artifact.</summary>
    /// <returns>False if it was there already; the file is gone either way.</returns>
    public bool Adopt(string file, ArtifactId id)
    {
        bool isNew = !Contains(id);
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(id))!);
        File.Move(file, PathOf(id), overwrite: true);
        return isNew;
    }

    /// <summary>Absolute path of an artifact's file.</summary>
    public string PathOf(ArtifactId id) => Path.GetFullPath(Path.Combine(root, id.Sha256[..2], id.Sha256));

    private IEnumerable<FileInfo> Files() => Directory.Exists(root)
        ? new DirectoryInfo(root).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => ArtifactId.Parse(file.Name) is not null)
        : [];
}
