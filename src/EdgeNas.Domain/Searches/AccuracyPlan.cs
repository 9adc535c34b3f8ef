using System.Collections.Immutable;
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
        if (IsJudgementDue(state, round))
        {
            return state.Estimator is { } estimator ? [new RegularizeJob($"regularize/{round}", round, state.Checkpoint!.Value, estimator, state.Active)] : [];
        }

        if (!IsGuided(state, round)) return Round(state, round, null);
        return Guide(state) is { } guide ? Round(state, round, guide) : [];
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

    /// <summary>Null as long as the estimator or the limit isn't known.</summary>
    private static PathGuide? Guide(SearchState state) =>
        state is { Estimator: { } estimator, LimitMilliseconds: { } limit } ? new PathGuide([new LatencyBound(estimator, limit)]) : null;

    private static bool IsJudgementDue(SearchState state, int round)
    {
        var spec = state.Spec.Regularization;
        return spec.Enabled
            && round >= spec.WarmUpRounds
            && (round - spec.WarmUpRounds) % spec.Every == 0
            && state.Judgements.LastOrDefault()?.Round != round;
    }
}
