using System.Collections.Immutable;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Searches;

/// <summary>
/// What the devices of one search needn't do twice: score an architecture with the supernet, which is the same for all, and train a network that several of them chose as the
/// same subject. Whoever comes second takes the first one's results over, so that each device's events are what they would be if it were alone.
/// </summary>
internal static class SharedWork
{
    /// <summary>Notes in a device's side what others have done of the work that an event leads to. Noted once, so that a job stays the same while others go on.</summary>
    /// <param name="state">The whole search before the event.</param>
    /// <param name="side">The device's side after it.</param>
    public static SearchState Note(SearchState state, SearchEvent happened, SearchState side) => happened switch
    {
        GenerationProposed proposed => side with { KnownScores = Known(state, happened.DeviceName, proposed.Candidates) },
        RandomProposed proposed => side with { KnownScores = Known(state, happened.DeviceName, proposed.Candidates) },
        WinnerChosen or BaselineChosen => side with { Trained = side.Trained.SetItem(side.Trained.Count - 1, Following(state, happened.DeviceName, side.Trained[^1])) },
        _ => side,
    };

    /// <summary>The architectures of a generation that are left to be scored.</summary>
    public static ImmutableArray<Architecture> ToScore(SearchState side, IEnumerable<Candidate> candidates)
    {
        var known = (side.KnownScores ?? []).Select(candidate => candidate.Architecture).ToHashSet();
        return [.. candidates.Select(candidate => candidate.Architecture).Where(architecture => !known.Contains(architecture))];
    }

    /// <summary>Candidates with the accuracies of a job for those that <see cref="ToScore"/> names, and of others' for the rest.</summary>
    public static ImmutableArray<ScoredCandidate> Join(SearchState side, ImmutableArray<Candidate> candidates, ImmutableArray<double> accuracies)
    {
        var scores = (side.KnownScores ?? []).ToDictionary(candidate => candidate.Architecture, candidate => candidate.Accuracy);
        foreach (var (architecture, accuracy) in ToScore(side, candidates).Zip(accuracies)) scores[architecture] = accuracy;
        return [.. candidates.Where(candidate => scores.ContainsKey(candidate.Architecture))
            .Select(candidate => new ScoredCandidate(candidate.Architecture, candidate.PredictedMilliseconds, scores[candidate.Architecture]))];
    }

    /// <summary>The next event of a device that follows from what others have done; null where there is none.</summary>
    public static SearchEvent? Next(SearchState state, SearchState side)
    {
        if (side.KnownScores is not null)
        {
            if (!side.Proposed.IsEmpty && ToScore(side, side.Proposed).IsEmpty) return new GenerationScored(side.GenerationsScored, Join(side, side.Proposed, []));
            if (side is { RandomProposed: { } random, RandomScored: null } && ToScore(side, random).IsEmpty) return new RandomScored(Join(side, random, []));
        }

        // In its turn, so that the device's events have the order that they would have if it were alone.
        if (side.Trained.Count < Subjects.All.Count || ResultPlan.InTraining(side) is not { Follows: { } leading } trained) return null;
        var leader = state.On(NameOf(state, leading)).Find(trained.Subject)!;
        return trained.Epochs.Count < leader.Epochs.Count ? leader.Epochs[trained.Epochs.Count] : leader.Finished;
    }

    private static ImmutableArray<ScoredCandidate>? Known(SearchState state, string? device, ImmutableArray<Candidate> candidates)
    {
        var scores = new Dictionary<Architecture, double>();
        foreach (var other in state.DeviceNames.Where(name => name != device).Select(state.On))
        {
            foreach (var scored in other.Scored.Concat(other.RandomScored ?? [])) scores.TryAdd(scored.Architecture, scored.Accuracy);
        }

        ImmutableArray<ScoredCandidate> known =
        [
            .. candidates.Where(candidate => scores.ContainsKey(candidate.Architecture))
                .Select(candidate => new ScoredCandidate(candidate.Architecture, candidate.PredictedMilliseconds, scores[candidate.Architecture])),
        ];
        return known.IsEmpty ? null : known;
    }

    private static TrainedNetwork Following(SearchState state, string? device, TrainedNetwork chosen)
    {
        if (chosen.Network is null) return chosen;
        foreach (string? name in state.DeviceNames.Where(name => name != device))
        {
            var side = state.On(name);
            if (side.Find(chosen.Subject) is { Follows: null } first && first.Network == chosen.Network) return chosen with { Follows = side.Spec.Device };
        }

        return chosen;
    }

    /// <summary>The name as events give it.</summary>
    private static string? NameOf(SearchState state, string device) => device == state.Spec.Device ? null : device;
}
