using System.Collections.Immutable;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Jobs;

namespace EdgeNas.Domain.Searches;

/// <summary>After both tracks: explore under the limit, confirm on the device, choose baselines, train, hand over.</summary>
public static class ResultPlan
{
    /// <summary>Candidates are confirmed down the ranking until one keeps the limit, at most this many times the number asked for.</summary>
    private const int ConfirmBatches = 4;

    public static Job? Next(SearchState state) => NextExploration(state) ?? NextConfirmation(state) ?? NextBaseline(state) ?? NextTraining(state);

    /// <summary>Why there can be no winner; else null.</summary>
    public static string? Halt(SearchState state)
    {
        if (!IsExplored(state)) return null;
        if (state.Scored.Count == 0) return NoCandidate(state, "the exploration found no architecture whose predicted latency keeps it");
        if (state.Winner is null && NextConfirmation(state) is null)
        {
            return NoCandidate(state, $"none of the {ToConfirm(state).Length} best candidates kept it when measured on {state.Spec.Device}");
        }

        return null;
    }

    /// <summary>Candidates by inherited accuracy, the front first: what is confirmed, in this order.</summary>
    public static ImmutableArray<ScoredCandidate> Ranking(SearchState state) =>
    [
        .. state.Scored
            .Where(candidate => candidate.PredictedMilliseconds <= state.LimitMilliseconds)
            .OrderByDescending(candidate => candidate.Accuracy)
            .ThenBy(candidate => candidate.PredictedMilliseconds)
            .ThenBy(candidate => candidate.Architecture),
    ];

    /// <summary>The winner, once enough candidates are confirmed and one of them keeps the limit.</summary>
    public static WinnerChosen? Winner(SearchState state)
    {
        if (!IsExplored(state) || state.Scored.Count == 0) return null;
        foreach (var batch in ToConfirm(state).Chunk(state.Spec.ConfirmTop))
        {
            if (batch.Any(candidate => LatencyPlan.NeedsMeasuring(state, new NetworkRef(candidate.Architecture), MeasurePurpose.Confirm))) return null;
            foreach (var candidate in batch)
            {
                double? measured = state.Best(new NetworkRef(candidate.Architecture), MeasurePurpose.Confirm)?.Measurement.MedianMilliseconds;
                if (measured <= state.LimitMilliseconds) return new WinnerChosen(candidate.Architecture, candidate.Accuracy, measured!.Value);
            }
        }

        return null;
    }

    /// <summary>The next baseline that can be named, or null: none is left, or it has to be measured first.</summary>
    public static BaselineChosen? Baseline(SearchState state)
    {
        if (state.Winner is null) return null;
        foreach (var (subject, networks) in Baselines(state).Where(baseline => state.Find(baseline.Subject) is null))
        {
            if (networks is null) return null;
            foreach (var network in networks)
            {
                if (LatencyPlan.NeedsMeasuring(state, network, MeasurePurpose.Baseline)) return null;
                double? measured = state.Best(network, MeasurePurpose.Baseline)?.Measurement.MedianMilliseconds;
                if (measured <= state.LimitMilliseconds) return new BaselineChosen(subject, network, measured);
            }

            return new BaselineChosen(subject, null, null);
        }

        return null;
    }

    /// <summary>Whether nothing is left to be done.</summary>
    public static bool IsFinished(SearchState state) =>
        state.Trained.Count == Subjects.All.Count && state.Trained.All(trained => trained.Network is null || trained.Finished is not null);

    private static bool IsExplored(SearchState state) => SearchPlan.Joined(state) && state.GenerationsScored == state.Spec.Explore.Generations;

    private static ImmutableArray<ScoredCandidate> ToConfirm(SearchState state) => [.. Ranking(state).Take(ConfirmBatches * state.Spec.ConfirmTop)];

    private static Job? NextExploration(SearchState state)
    {
        var spec = state.Spec.Explore;
        int generation = state.GenerationsScored;
        if (generation == spec.Generations) return null;
        return state.Proposed.IsEmpty
            ? new ProposeJob($"propose/{generation}", spec.Strategy, generation, spec.Population, state.Estimator!.Value, state.LimitMilliseconds!.Value, state.Active, [.. state.Scored])
            : new ScoreJob($"score/{generation}", state.Checkpoint!.Value, SharedWork.ToScore(state, state.Proposed), spec.Images);
    }

    private static ProfileJob? NextConfirmation(SearchState state)
    {
        if (state.Winner is not null) return null;
        foreach (var batch in ToConfirm(state).Chunk(state.Spec.ConfirmTop))
        {
            foreach (var network in batch.Select(candidate => new NetworkRef(candidate.Architecture)))
            {
                if (LatencyPlan.NeedsMeasuring(state, network, MeasurePurpose.Confirm)) return LatencyPlan.Profile(state, network, MeasurePurpose.Confirm);
            }
        }

        return null;
    }

    private static Job? NextBaseline(SearchState state)
    {
        foreach (var (subject, networks) in Baselines(state).Where(baseline => state.Find(baseline.Subject) is null))
        {
            if (networks is null) return NextRandom(state);
            foreach (var network in networks)
            {
                if (LatencyPlan.NeedsMeasuring(state, network, MeasurePurpose.Baseline)) return LatencyPlan.Profile(state, network, MeasurePurpose.Baseline);
            }
        }

        return null;
    }

    /// <summary>The baselines with the networks to try, best first; no list yet: the random candidates have to be drawn and scored first.</summary>
    private static IEnumerable<(string Subject, IEnumerable<NetworkRef>? Networks)> Baselines(SearchState state)
    {
        yield return (Subjects.MobileNetV2, state.Spec.Train.Widths.OrderDescending().Select(width => new NetworkRef(null, width)));
        yield return (Subjects.Random, state.RandomScored?
            .OrderByDescending(candidate => candidate.Accuracy)
            .ThenBy(candidate => candidate.Architecture)
            .Select(candidate => new NetworkRef(candidate.Architecture)));
    }

    private static Job NextRandom(SearchState state) => state.RandomProposed is { } proposed
        ? new ScoreJob("score/random", state.Checkpoint!.Value, SharedWork.ToScore(state, proposed), state.Spec.Explore.Images)
        : new ProposeJob("propose/random", "random", state.Spec.Explore.Generations, state.Spec.Train.RandomCandidates, state.Estimator!.Value, state.LimitMilliseconds!.Value, state.Spec.Space.AllChoices(), []);

    /// <summary>The network whose turn it is to be trained; null where all are.</summary>
    internal static TrainedNetwork? InTraining(SearchState state) => state.Trained.Find(trained => trained is { Network: not null, Finished: null });

    private static Job? NextTraining(SearchState state)
    {
        if (InTraining(state) is not { Follows: null, Network: { } network } trained) return null;
        var (subject, epochs) = (trained.Subject, trained.Epochs);
        var checkpoint = epochs.LastOrDefault()?.Checkpoint;
        return epochs.Count < state.Spec.Train.Epochs
            ? new TrainEpochJob($"train/{subject}/{epochs.Count}", subject, network, epochs.Count, checkpoint)
            : new FinishJob($"finish/{subject}", subject, network, (checkpoint ?? state.Checkpoint)!.Value);
    }

    private static string NoCandidate(SearchState state, string why) =>
        $"No architecture of space {state.Spec.Space.Name} for the latency limit of {state.LimitMilliseconds:0.####} ms: {why}."
        + " Raise latency-limit, or let more architectures be measured (measure.architectures) so that the estimator is more exact.";
}
