using Akka.Actor;
using Akka.Event;
using EdgeNas.Domain;
using EdgeNas.Hosting.Artifacts;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Nodes;

/// <summary>On the leading seed: gives back the space of artifacts that no search needs, again and again. Restarted by its supervisor; nothing is lost.</summary>
internal sealed class ArtifactKeeper : ReceiveActor, IWithTimers
{
    private readonly TimeSpan _interval;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public ArtifactKeeper(FileArtifactStore store, JournalReader journal, ArtifactServer server, TimeSpan interval, TimeProvider time)
    {
        _interval = interval;
        Receive<Clean>(_ => Task.Run(() => Remove(store, journal, server, time)).PipeTo(Self, Self, failure: error => new Cleaned(0, 0, error)));
        Receive<Cleaned>(Tell);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(FileArtifactStore store, JournalReader journal, ArtifactServer server, TimeSpan interval, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new ArtifactKeeper(store, journal, server, interval, time));

    protected override void PreStart() => Timers.StartPeriodicTimer(nameof(Clean), Clean.Instance, _interval);

    private static Cleaned Remove(FileArtifactStore store, JournalReader journal, ArtifactServer server, TimeProvider time)
    {
        var garbage = ArtifactGarbage.Find(store, ArtifactGarbage.ReferredTo(journal), time.GetUtcNow());
        foreach (var (id, _) in garbage) store.Remove(id);
        server.Recount();
        return new Cleaned(garbage.Count, garbage.Sum(one => one.Bytes), null);
    }

    private void Tell(Cleaned cleaned)
    {
        if (cleaned.Error is EdgeNasException or IOException or UnauthorizedAccessException) _log.Warning("Artifacts could not be cleaned up; it is tried again in {0}: {1}", _interval, cleaned.Error.Message);
        else if (cleaned.Error is not null) _log.Error(cleaned.Error, "Cleaning artifacts up failed");
        else if (cleaned.Count > 0) _log.Info("Removed {0} artifacts of {1} bytes that no search needs", cleaned.Count, cleaned.Bytes);
    }

    private sealed record Clean
    {
        public static Clean Instance { get; } = new();
    }

    private sealed record Cleaned(int Count, long Bytes, Exception? Error);
}
