using System.Collections.Immutable;
using System.Text.Json;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Hosting.Runs;

/// <summary>A job under way.</summary>
/// <param name="Fraction">0..1.</param>
public sealed record RunningJob(string Id, DateTimeOffset Started, double Fraction, string Text);

/// <summary>What the process that runs a search is doing. For people: it may be a little late, and isn't kept.</summary>
public sealed record LiveProgress(DateTimeOffset At, ImmutableArray<RunningJob> Jobs);

/// <summary>Shows other processes how far the jobs of a running search are: <c>progress.json</c> in its run folder.</summary>
public sealed class ProgressFile(RunsFolder folder, SearchId id, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private long? _written;

    /// <summary>Writes what <paramref name="jobs"/> says, unless it did so within the last half second.</summary>
    public void Show(IEnumerable<RunningJob> jobs)
    {
        if (_written is { } written && time.GetElapsedTime(written) < Interval) return;
        _written = time.GetTimestamp();
        AtomicFile.Write(folder.Progress(id), JsonSerializer.SerializeToUtf8Bytes(new LiveProgress(time.GetUtcNow(), [.. jobs]), SearchEventJson.Options), durable: false);
    }

    /// <summary>What a living process said last; null where none works on this search.</summary>
    public static LiveProgress? Read(RunsFolder folder, SearchId id)
    {
        if (RunsLock.Holder(folder)?.Search != id) return null;
        try
        {
            return JsonSerializer.Deserialize<LiveProgress>(File.ReadAllBytes(folder.Progress(id)), SearchEventJson.Options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // Nothing said yet.
            return null;
        }
    }

    public void Dispose()
    {
        if (File.Exists(folder.Progress(id))) File.Delete(folder.Progress(id));
    }
}
