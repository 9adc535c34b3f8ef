using Akka.Actor;
using Akka.Event;
using Akka.Pattern;

namespace Akka.Persistence.Journal;

/// <summary>What stands between a journal's store and the actors that use it, as configured at the journal's path.</summary>
internal sealed record JournalSafeguards(CircuitBreaker Breaker, ReplayFilterSettings ReplayFilter, ILoggingAdapter Log)
{
    public static JournalSafeguards Of(ActorSystem system, IActorRef journal)
    {
        string path = journal.Path.Name;
        var config = Persistence.Instance.Apply(system).JournalConfig(path);
        return new JournalSafeguards(
            CircuitBreaker.From(config.Section("circuit-breaker"), $"{path}.circuit-breaker"),
            ReplayFilterSettings.From(config.Section("replay-filter"), $"{path}.replay-filter"),
            Logging.GetLogger(system, journal));
    }
}
