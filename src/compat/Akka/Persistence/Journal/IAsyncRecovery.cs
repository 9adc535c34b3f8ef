using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>How a journal gives back what it stored.</summary>
public interface IAsyncRecovery
{
    /// <summary>Calls back for each event that isn't deleted, in order; both bounds are included. The task ends after the last call.</summary>
    Task ReplayMessagesAsync(IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback);

    /// <summary>The highest number that was ever stored, also if that event has been deleted; 0 if there was none.</summary>
    Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr);
}
