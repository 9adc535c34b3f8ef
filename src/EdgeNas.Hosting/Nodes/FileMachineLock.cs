using System.Diagnostics;
using EdgeNas.Domain;
using EdgeNas.Domain.Devices;

namespace EdgeNas.Hosting.Nodes;

/// <summary>
/// Two files of a machine that its processes lock (<c>flock</c>): one is shared by those that train and held by the one that measures; the other is held by whoever waits
/// to measure and asked for before each step, so that measurements don't wait for ever, and a step comes in between any two. The system lets go of a process's locks when
/// that ends, however it ends.
/// </summary>
/// <param name="folder">Of the files. Processes in containers are kept apart if they share it.</param>
/// <param name="patience">After which a process goes on beside one that gives nothing back: that stands still, as after Ctrl-Z, and so disturbs nobody.</param>
public sealed class FileMachineLock(string folder, TimeSpan patience) : IMachineLock
{
    /// <summary>What the system says of a file that another process has locked (EAGAIN), on Linux and on macOS.</summary>
    private const int Linux = 11, Mac = 35;

    private const UnixFileMode ReadByAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const string Machine = "edgenas-machine.lock", Next = "edgenas-measures-next.lock";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(2);

    private readonly string _machine = Path.Combine(folder, Machine), _next = Path.Combine(folder, Next);

    /// <summary>Of this machine: in <c>/run/lock</c>, or where that isn't or can't be used with the temporary files.</summary>
    public static FileMachineLock OfThisMachine { get; } = new(IsUsable("/run/lock") ? "/run/lock" : Path.GetTempPath(), TimeSpan.FromMinutes(2));

    public IDisposable Share(CancellationToken cancellation)
    {
        using (Take(_next, FileShare.Read, cancellation)) return Take(_machine, FileShare.Read, cancellation);
    }

    public IDisposable Hold(CancellationToken cancellation)
    {
        using (Take(_next, FileShare.None, cancellation)) return Take(_machine, FileShare.None, cancellation);
    }

    private Taken Take(string file, FileShare share, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryOpen(file, share) is { } lockedFile) return new Taken(lockedFile);
            if (Stopwatch.GetElapsedTime(start) > patience) return new Taken(null);
            cancellation.WaitHandle.WaitOne(Interval);
        }
    }

    private static bool IsUsable(string folder)
    {
        try
        {
            foreach (string file in new[] { Machine, Next }) TryOpen(Path.Combine(folder, file), FileShare.Read)?.Dispose();
            return true;
        }
        catch (EdgeNasException)
        {
            return false;
        }
    }

    /// <returns>Null while another has it.</returns>
    private static FileStream? TryOpen(string file, FileShare share)
    {
        try
        {
            // Made only where it is missing: in a folder like /run/lock nobody may "make" another user's file. To lock it reading is enough, which all users may, whatever this
            // one's umask.
            bool isNew = !File.Exists(file);
            var opened = new FileStream(file, isNew ? FileMode.OpenOrCreate : FileMode.Open, FileAccess.Read, share, bufferSize: 0);
            if (isNew && !OperatingSystem.IsWindows()) File.SetUnixFileMode(opened.SafeFileHandle, ReadByAll);
            return opened;
        }
        catch (IOException taken) when (taken.HResult is Linux or Mac)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EdgeNasException($"{file}, by which processes of this machine keep training and measuring apart, can't be locked: {e.Message} Let this user read it, and write its folder.", e);
        }
    }

    private sealed class Taken(FileStream? file) : IDisposable
    {
        public void Dispose() => file?.Dispose();
    }
}
