using System.Collections.Immutable;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Jobs;

namespace EdgeNas.Domain.Searches;

/// <summary>The accuracy track: rounds of the supernet; between some of them every choice is judged. That, and guided rounds, wait for the estimator.</summary>
public static class AccuracyPlan
{
    /// <summary>The jobs that may run now, side by side.</summary>
    public static ImmutableArray<Job> Next(SearchState state)
    {
        int round = state.Rounds.Count;
        if (round == state.Spec.Supernet.Rounds) return [];
        if (IsJudgementDue(state, round)) return Judgement(state, round);
        if (!IsGuided(state, round)) return Round(state, round, null);
        return Guide(state) is { } guide ? Round(state, round, guide) : [];
    }

    /// <summary>Waits for the estimators of all devices.</summary>
    private static ImmutableArray<Job> Judgement(SearchState state, int round)
    {
        ArtifactId[] estimators = [.. state.Sides.Select(side => side.Estimator).OfType<ArtifactId>()];
        if (estimators.Length < state.Spec.Goals.Length) return [];
        return [new RegularizeJob($"regularize/{round}", round, state.Checkpoint!.Value, estimators[0], state.Active, estimators.Length > 1 ? [.. estimators.Skip(1)] : null)];
    }

    private static ImmutableArray<Job> Round(SearchState state, int round, PathGuide? guide)
    {
        int shards = state.Spec.Supernet.Shards;
        if (shards == 1) return [new TrainRoundJob($"round/{round}", round, state.Checkpoint, state.Active, guide)];
        if (state.Shards.Count == shards) return [new MergeShardsJob($"round/{round}/merge", round, [.. state.Shards.Select(shard => shard.Checkpoint)], state.Active)];
        return [.. Enumerable.Range(0, shards)
            .Except(state.Shards.Select(shard => shard.Shard))
            .Select(shard => new TrainShardJob($"round/{round}/shard/{shard}", round, shard, state.Checkpoint, state.Active, guide))];
    }

    /// <summary>Which rounds are guided follows from the spec alone, never from when the estimator was there: an interrupted search has to train the same paths.</summary>
    private static bool IsGuided(SearchState state, int round) => state.Spec.Supernet.Sampler == SupernetSpec.Guided && round >= state.Spec.Supernet.GuidedFrom;

    /// <summary>Null as long as a device's estimator or limit isn't known.</summary>
    private static PathGuide? Guide(SearchState state)
    {
        LatencyBound[] bounds =
        [
            .. state.Sides.Where(side => side is { Estimator: not null, LimitMilliseconds: not null }).Select(side => new LatencyBound(side.Estimator!.Value, side.LimitMilliseconds!.Value)),
        ];
        return bounds.Length == state.Spec.Goals.Length ? new PathGuide([.. bounds]) : null;
    }

    private static bool IsJudgementDue(SearchState state, int round)
    {
        var spec = state.Spec.Regularization;
        return spec.Enabled
            && round >= spec.WarmUpRounds
            && (round - spec.WarmUpRounds) % spec.Every == 0
            && state.Judgements.LastOrDefault()?.Round != round;
    }
}
