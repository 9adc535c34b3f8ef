using System.Collections.Immutable;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Protocol;

// Conversation: commands and workers ask a seed for what it knows. Questions change nothing; whoever gets no answer asks again.

/// <summary>Client → seed. Answer: <see cref="SearchList"/>.</summary>
public sealed record ListSearches;

/// <param name="Searches">In the order in which they were created.</param>
public sealed record SearchList(ImmutableArray<SearchSummary> Searches);

/// <summary>A search in one line.</summary>
/// <param name="Phase">What it is doing, for people.</param>
/// <param name="TestAccuracy">Of the winner, 0..1; null before it was tested.</param>
/// <param name="LatencyMilliseconds">Of the winner; null before it was measured.</param>
public sealed record SearchSummary(SearchId Search, string Phase, DateTimeOffset Begun, string Device, string? Winner, double? TestAccuracy, double? LatencyMilliseconds);

/// <summary>Client → seed: the events of a search beyond the first <paramref name="After"/>. Answer: <see cref="EventPage"/>, or <see cref="RequestRefused"/>.</summary>
public sealed record ReadEvents(SearchId Search, int After);

/// <summary>Some events in a row, a megabyte or so of them.</summary>
/// <param name="More">Whether there are further ones after these.</param>
public sealed record EventPage(SearchId Search, int After, ImmutableArray<StoredEvent> Events, bool More);

/// <summary>Client → manager: is the search meant to run? Answer: <see cref="SearchStanding"/>, or <see cref="SearchRejected"/>.</summary>
public sealed record AskStanding(SearchId Search) : ISearchMessage;

/// <param name="Reason">Why it came to a halt; null where it didn't.</param>
public sealed record SearchStanding(SearchId Search, Standing Standing, string? Reason);

/// <summary>Whether a search is meant to run.</summary>
public enum Standing
{
    Running,

    /// <summary>A user has paused it.</summary>
    Suspended,

    /// <summary>It came to a halt.</summary>
    Stopped,

    /// <summary>Completed or cancelled.</summary>
    Closed,
}

/// <summary>Worker or client → seed: where do the artifacts lie? Answer: <see cref="ArtifactsAt"/>.</summary>
public sealed record FindArtifacts;

/// <summary>The address of the artifact server, as other machines reach it.</summary>
public sealed record ArtifactsAt(Uri Address);

/// <summary>Seed → client: the request can't be answered; for people.</summary>
public sealed record RequestRefused(string Reason);
