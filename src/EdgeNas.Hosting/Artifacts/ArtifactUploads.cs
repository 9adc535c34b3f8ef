using System.Security.Cryptography;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Hosting.Runs;
using Microsoft.AspNetCore.Http;

namespace EdgeNas.Hosting.Artifacts;

/// <summary>
/// Uploads on their way into a store. What has come of one stays when its connection breaks, so that the node goes on where it was; only a whole file whose bytes have the
/// name's hash becomes an artifact.
/// </summary>
internal sealed class ArtifactUploads(FileArtifactStore store, string folder, ArtifactServerOptions options)
{
    private const int BufferBytes = 128 * 1024;

    private long _stored = store.Size();

    /// <summary>Bytes that all artifacts take.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>Looks anew, after artifacts have been removed.</summary>
    public void Recount() => Interlocked.Exchange(ref _stored, store.Size());

    /// <summary>Bytes of a node's upload that have come.</summary>
    public long OffsetOf(ArtifactId id, string node) => new FileInfo(PathOf(id, node)) is { Exists: true } part ? part.Length : 0;

    /// <summary>Adds to an upload; with its last byte the artifact is there.</summary>
    /// <param name="first">Where the body begins; must be where the upload ended so far.</param>
    /// <param name="total">Bytes of the whole artifact.</param>
    /// <returns>True once the artifact is stored.</returns>
    /// <exception cref="UploadRefusedException">With the HTTP status that says why.</exception>
    public async Task<bool> AppendAsync(ArtifactId id, string node, long first, long total, Stream body, CancellationToken cancellation)
    {
        if (total > options.LargestArtifact) throw new UploadRefusedException(StatusCodes.Status413PayloadTooLarge, $"the artifact has {total} bytes; {options.LargestArtifact} are allowed");
        if (Stored + total > options.Quota) throw new UploadRefusedException(StatusCodes.Status507InsufficientStorage, $"the store holds {Stored} of {options.Quota} bytes; {total} more don't fit. Remove searches and run `edgenas artifacts gc`, or raise the quota");
        Directory.CreateDirectory(folder);
        string path = PathOf(id, node);
        await using (var part = Open(path))
        {
            if (first != part.Length) throw new UploadRefusedException(StatusCodes.Status409Conflict, $"the upload goes on at byte {part.Length}, not {first}");
            part.Position = first;
            await CopyAsync(body, part, total, cancellation).ConfigureAwait(false);
            if (part.Length < total) return false;
            part.Flush(flushToDisk: true);
            part.Position = 0;
            string found = Convert.ToHexStringLower(await SHA256.HashDataAsync(part, cancellation).ConfigureAwait(false));
            if (found != id.Sha256)
            {
                part.SetLength(0);
                throw new UploadRefusedException(StatusCodes.Status422UnprocessableEntity, $"the {total} bytes have the SHA-256 {found}");
            }
        }

        if (store.Adopt(path, id)) Interlocked.Add(ref _stored, total);
        return true;
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.Asynchronous);
        }
        catch (IOException)
        {
            throw new UploadRefusedException(StatusCodes.Status409Conflict, "another upload of this artifact by this node is under way");
        }
    }

    private static async Task CopyAsync(Stream from, FileStream to, long total, CancellationToken cancellation)
    {
        byte[] buffer = new byte[BufferBytes];
        int read;
        while ((read = await from.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            if (to.Position + read > total) throw new UploadRefusedException(StatusCodes.Status400BadRequest, $"the body goes on after the artifact's {total} bytes");
            await to.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
        }

        await to.FlushAsync(cancellation).ConfigureAwait(false);
    }

    // Both parts are checked: digits of a hash, and a node's name without a separator.
    private string PathOf(ArtifactId id, string node) => Path.Combine(folder, $"{id.Sha256}.{node}");
}
