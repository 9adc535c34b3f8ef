using System.Collections.Immutable;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Node;

/// <summary>One process's search engine. Local provider: everything runs in this process. Thread-safe; disposing it suspends what runs and lets go of the journal.</summary>
public interface ISearchNode : IAsyncDisposable
{
    /// <summary>Stores the first events of a search, then starts working on it.</summary>
    /// <exception cref="EdgeNas.Domain.EdgeNasException">The search exists already, or the journal can't be written.</exception>
    Task<SearchId> StartAsync(SearchCreated created, CancellationToken cancellation);

    /// <summary>Recovers a search from its journal and goes on with it.</summary>
    /// <exception cref="EdgeNas.Domain.EdgeNasException">There is no such search, it has ended, or its journal can't be read.</exception>
    Task ResumeAsync(SearchId id, CancellationToken cancellation);

    /// <summary>Hands out no more work, and cancels running jobs at their next step boundary. Done when nothing runs any more; the state is kept.</summary>
    Task SuspendAsync(SearchId id, CancellationToken cancellation);

    /// <summary>Gives a search up for good: stored, and its running jobs cancelled.</summary>
    Task CancelAsync(SearchId id, CancellationToken cancellation);

    /// <summary>What happens in a search from now on, beginning with a <see cref="StateChanged"/> that tells how it stands. Ends after <see cref="SearchHalted"/> or <see cref="SearchEnded"/>.</summary>
    IAsyncEnumerable<SearchNotice> Watch(SearchId id, CancellationToken cancellation);
}

/// <summary>Something that a watcher of a search is told. All but <see cref="StateChanged"/> are for people and stored nowhere.</summary>
public abstract record SearchNotice;

/// <summary>Events were stored and led to <paramref name="State"/>; once at the start of watching, without events.</summary>
public sealed record StateChanged(SearchState State, ImmutableArray<SearchEvent> Events) : SearchNotice;

/// <summary>Events were stored: what another process is told in place of <see cref="StateChanged"/>. It applies them to the state that it has.</summary>
public sealed record EventsStored(ImmutableArray<SearchEvent> Events) : SearchNotice;

public sealed record JobStarted(Job Job) : SearchNotice;

public sealed record JobProgressed(Job Job, JobProgress Progress) : SearchNotice;

/// <summary>A job waits, and nobody that is there can do it.</summary>
/// <param name="Reason">Who is missing, such as <c>waits for a profiler of device jetson-7</c>.</param>
public sealed record JobWaits(Job Job, string Reason) : SearchNotice;

/// <param name="Failure">Why the job failed, or null where it gave a result.</param>
public sealed record JobEnded(Job Job, TimeSpan Elapsed, string? Failure) : SearchNotice;

/// <summary>The search can't go on as it was specified, or a job failed for good. It can be resumed later.</summary>
public sealed record SearchHalted(string Reason) : SearchNotice;

/// <summary>The search is completed or cancelled.</summary>
public sealed record SearchEnded(SearchState State) : SearchNotice;
