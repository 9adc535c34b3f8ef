using EdgeNas.Domain;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Artifacts;

/// <summary>Artifacts kept near at hand: up to a size, the least recently used leave first. A damaged file counts as missing.</summary>
public sealed class ArtifactCache(FileArtifactStore files, long largestSize, TimeProvider time)
{
    private readonly Lock _lock = new();

    /// <summary>Keeps the bytes if they fit and the disk has room; a cache that can't is no error.</summary>
    public ArtifactId Put(ReadOnlySpan<byte> content)
    {
        var id = ArtifactId.Of(content);
        if (content.Length > largestSize) return id;
        try
        {
            lock (_lock)
            {
                MakeRoom(content.Length);
                files.Put(content);
                files.Touch(id, time.GetUtcNow());
            }
        }
        catch (Exception e) when (e is EdgeNasException or IOException or UnauthorizedAccessException)
        {
            // The disk of a worker is full: it works without its cache.
        }

        return id;
    }

    public byte[]? Find(ArtifactId id)
    {
        lock (_lock)
        {
            if (!files.Contains(id)) return null;
            try
            {
                byte[] content = files.Get(id);
                Try(() => files.Touch(id, time.GetUtcNow()));
                return content;
            }
            catch (EdgeNasException)
            {
                Try(() => files.Remove(id));
                return null;
            }
        }
    }

    /// <summary>Another process that shares the cache may remove a file at any moment, and then there is nothing left to do to it.</summary>
    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone, or not ours: what was asked for is known already.
        }
    }

    private void MakeRoom(long wanted)
    {
        long size = files.Size();
        if (size + wanted <= largestSize) return;
        foreach (var oldest in files.All().OrderBy(files.Age).ToArray())
        {
            size -= files.Size(oldest);
            files.Remove(oldest);
            if (size + wanted <= largestSize) return;
        }
    }
}
