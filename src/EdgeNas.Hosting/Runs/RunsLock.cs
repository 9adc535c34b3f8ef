using System.Diagnostics;
using System.Text.Json;
using EdgeNas.Domain;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Hosting.Runs;

/// <summary>The process that works in a runs folder.</summary>
/// <param name="Started">When the process started: with it, a process that was given the same number later is told apart.</param>
/// <param name="Search">Null for a process that works on no one search: a seed, which keeps a whole cluster's, or one that clears up.</param>
public sealed record LockHolder(int ProcessId, DateTimeOffset Started, SearchId? Search);

/// <summary>
/// Keeps a second process from working in the same runs folder. The system lets go of the lock when its process ends, however it ends. Dispose it to let go.
/// </summary>
public sealed class RunsLock : IDisposable
{
    private readonly FileStream _file;
    private readonly RunsFolder _folder;

    private RunsLock(FileStream file, RunsFolder folder)
    {
        _file = file;
        _folder = folder;
    }

    /// <param name="search">What the process works on; null for all that there are.</param>
    /// <exception cref="EdgeNasException">Another process works here (the message says which, on what, and what to do), or the folder can't be written.</exception>
    public static RunsLock Take(RunsFolder folder, SearchId? search)
    {
        try
        {
            Directory.CreateDirectory(folder.Path);
            var file = new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            using var self = Process.GetCurrentProcess();
            var holder = new LockHolder(self.Id, self.StartTime.ToUniversalTime(), search);
            AtomicFile.Write(folder.LockHolder, JsonSerializer.SerializeToUtf8Bytes(holder, SearchEventJson.Options), durable: false);
            return new RunsLock(file, folder);
        }
        catch (UnauthorizedAccessException e)
        {
            throw AtomicFile.Unwritable(folder.Path, e);
        }
        catch (IOException e)
        {
            if (!File.Exists(folder.Lock) || Holder(folder) is not { } holder) throw AtomicFile.Unwritable(folder.Lock, e);
            throw new EdgeNasException(
                holder.Search is { } other
                    ? $"Process {holder.ProcessId} works in {folder.Path} on search {other}, and only one can. Wait for it, pause it with `edgenas search pause {other}`, or give another folder with --runs."
                    : $"Process {holder.ProcessId} has {folder.Path} for itself: a seed that keeps the searches of its cluster there, or `edgenas artifacts gc`. Wait for it, end it, or give another folder (`--runs`, a seed's `folder`).",
                e);
        }
    }

    /// <summary>The living process that works in a folder, or null. Takes no lock and writes nothing.</summary>
    public static LockHolder? Holder(RunsFolder folder)
    {
        try
        {
            var holder = JsonSerializer.Deserialize<LockHolder>(File.ReadAllBytes(folder.LockHolder), SearchEventJson.Options);
            if (holder is null) return null;
            using var process = Process.GetProcessById(holder.ProcessId);
            bool same = (process.StartTime.ToUniversalTime() - holder.Started).Duration() < TimeSpan.FromSeconds(2);
            return same && !IsZombie(holder.ProcessId) ? holder : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or ArgumentException or InvalidOperationException)
        {
            // No such file, or no such process: nobody works here.
            return null;
        }
    }

    /// <summary>A process that was killed stays in the table until its parent has asked how it ended, which may be never.</summary>
    private static bool IsZombie(int processId)
    {
        string stat = $"/proc/{processId}/stat";
        return File.Exists(stat) && File.ReadAllText(stat) is var line && line[(line.LastIndexOf(')') + 1)..].TrimStart().StartsWith('Z');
    }

    public void Dispose()
    {
        File.Delete(_folder.LockHolder);
        _file.Dispose();
    }
}
