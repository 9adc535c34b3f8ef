using EdgeNas.Domain;

namespace EdgeNas.Hosting.Runs;

/// <summary>Files that are there completely or not at all.</summary>
internal static class AtomicFile
{
    /// <param name="durable">Whether the bytes have to survive a power cut; false for what is only shown.</param>
    /// <exception cref="EdgeNasException">The file can't be written; nothing is left under its name that wasn't there before.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, bool durable = true)
    {
        string temporary = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: durable);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw Unwritable(path, e);
        }
    }

    public static EdgeNasException Unwritable(string path, Exception cause) =>
        new($"{path} can't be written: {cause.Message} Free some space there, allow this user to write it, or give another folder with --runs; then resume the search.", cause);

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The write's own error says what is wrong with the folder.
        }
    }
}
