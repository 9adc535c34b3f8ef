using System.Collections.Immutable;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Exploration;

/// <summary>Names the architectures that are scored next. Without state: the same request gives the same answer, in any process.</summary>
public interface IExplorationStrategy
{
    /// <summary>Its name in a search's spec.</summary>
    string Name { get; }

    /// <summary>
    /// Up to <see cref="ExplorationRequest.Count"/> different candidates of active choices within the limit, none of which has been scored. Fewer only where a
    /// bounded number of draws, and of repairs of architectures over the limit, found no more.
    /// </summary>
    ImmutableArray<Candidate> Propose(ExplorationRequest request);
}

/// <summary>What a strategy knows when it proposes one generation.</summary>
public sealed record ExplorationRequest
{
    /// <summary>The search's seed.</summary>
    public required long Seed { get; init; }

    /// <summary>From 0.</summary>
    public required int Generation { get; init; }

    /// <summary>Candidates wanted.</summary>
    public required int Count { get; init; }

    public required ActiveChoices Active { get; init; }

    /// <summary>Everything scored in the generations before.</summary>
    public required ImmutableArray<ScoredCandidate> Scored { get; init; }

    public required double LimitMilliseconds { get; init; }

    /// <summary>Predicted latency in milliseconds; the same for the same architecture.</summary>
    public required Func<Architecture, double> Latency { get; init; }

    /// <summary>Chance per layer that a child's choice is drawn anew, 0..1.</summary>
    public required double Mutation { get; init; }

    /// <summary>Numbers that tell a space's architectures apart better than their digits do, scaled so that 1 is far; null: their digits.</summary>
    public Func<Architecture, float[]>? Features { get; init; }
}
