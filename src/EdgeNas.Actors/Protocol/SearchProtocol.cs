using Akka.Actor;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Protocol;

// Conversation: a client and the SearchManager, the SearchManager and its SearchActors, a SearchActor and those who watch it.

/// <summary>A message about one search.</summary>
public interface ISearchMessage
{
    SearchId Search { get; }
}

/// <summary>Client → manager. Answer: <see cref="SearchAccepted"/> once the first events are stored, or <see cref="SearchRejected"/>.</summary>
public sealed record StartSearch(SearchCreated Created) : ISearchMessage
{
    public SearchId Search => Created.Search;
}

/// <summary>Client → manager: go on with a search that was interrupted, suspended or halted. Answer as for <see cref="StartSearch"/>.</summary>
public sealed record ResumeSearch(SearchId Search) : ISearchMessage;

/// <summary>Client → manager: hand out no more work and give running jobs back. Answered with <see cref="SearchAccepted"/> when none runs any more.</summary>
public sealed record SuspendSearch(SearchId Search) : ISearchMessage;

/// <summary>Client → manager: give the search up for good.</summary>
public sealed record CancelSearch(SearchId Search) : ISearchMessage;

/// <summary>Client → manager: send the subscriber every notice of the search, beginning with its present state.</summary>
public sealed record WatchSearch(SearchId Search, IActorRef Subscriber) : ISearchMessage;

public sealed record SearchAccepted(SearchId Search) : ISearchMessage;

/// <param name="Code">For programs: <c>exists</c>, <c>unknown</c>, <c>ended</c>, <c>journal</c>.</param>
/// <param name="Reason">For people.</param>
public sealed record SearchRejected(SearchId Search, string Code, string Reason) : ISearchMessage;

/// <summary>SearchActor → manager: the search can't go on as it is; it may be resumed after a change.</summary>
/// <param name="JournalFailed">Whether the journal is to blame, which may mend itself; the actor has stopped then.</param>
public sealed record SearchCameToHalt(SearchId Search, string Reason, bool JournalFailed = false) : ISearchMessage;

/// <summary>SearchActor → manager: everything that was stored is known again.</summary>
public sealed record SearchRecovered(SearchId Search) : ISearchMessage;

/// <summary>SearchActor → manager: completed or cancelled.</summary>
public sealed record SearchCameToEnd(SearchId Search) : ISearchMessage;

/// <summary>JobBroker → SearchActor: a job's result. Answer, once its events are stored: <see cref="OutcomeStored"/>.</summary>
public sealed record JobOutcome(AttemptId Attempt, Job Job, JobResult Result, TimeSpan Elapsed);

/// <summary>SearchActor → JobBroker: the outcome is in the journal, or is of no use; it need not be sent again.</summary>
public sealed record OutcomeStored(AttemptId Attempt);

/// <summary>JobBroker → SearchActor: the job broke its worker every time; nobody gets it again.</summary>
public sealed record JobPoisoned(Job Job, int Attempts, string LastFailure);

/// <summary>JobBroker → SearchActor: a worker took the job.</summary>
public sealed record JobTaken(Job Job, AttemptId Attempt);

/// <summary>JobBroker → SearchActor: the job waits, and no worker that is there can do it. Said once, until a worker takes it.</summary>
/// <param name="Reason">For people: who is missing.</param>
public sealed record JobWaiting(Job Job, string Reason);

/// <summary>JobBroker → SearchActor, for people; may be lost.</summary>
public sealed record JobMoved(Job Job, JobProgress Progress);

/// <summary>Names one try at a job; a later try has another number, so that a late answer is known for what it is.</summary>
public readonly record struct AttemptId(SearchId Search, string JobId, long Number)
{
    public override string ToString() => $"{Search}/{JobId}#{Number}";
}

/// <summary>Facts of the manager: which searches there are, and which are meant to run.</summary>
public abstract record ManagerEvent(SearchId Search);

public sealed record SearchRegistered(SearchId Search) : ManagerEvent(Search);

public sealed record SearchSuspended(SearchId Search) : ManagerEvent(Search);

public sealed record SearchReleased(SearchId Search) : ManagerEvent(Search);

public sealed record SearchStopped(SearchId Search, string Reason) : ManagerEvent(Search);

public sealed record SearchClosed(SearchId Search) : ManagerEvent(Search);

