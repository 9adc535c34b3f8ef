using System.Collections.Immutable;
using EdgeNas.Domain.Jobs;

namespace EdgeNas.Domain.Searches;

/// <summary>The accuracy track: rounds of the supernet; between some of them every choice is judged, which waits for the estimator.</summary>
public static class AccuracyPlan
{
    /// <summary>The jobs that may run now, side by side.</summary>
    public static ImmutableArray<Job> Next(SearchState state)
    {
        int round = state.Rounds.Count;
        if (round == state.Spec.Supernet.Rounds) return [];
        if (!IsJudgementDue(state, round)) return Round(state, round);
        return state.Estimator is { } estimator ? [new RegularizeJob($"regularize/{round}", round, state.Checkpoint!.Value, estimator, state.Active)] : [];
    }

    private static ImmutableArray<Job> Round(SearchState state, int round)
    {
        int shards = state.Spec.Supernet.Shards;
        if (shards == 1) return [new TrainRoundJob($"round/{round}", round, state.Checkpoint, state.Active)];
        if (state.Shards.Count == shards) return [new MergeShardsJob($"round/{round}/merge", round, [.. state.Shards.Select(shard => shard.Checkpoint)], state.Active)];
        return [.. Enumerable.Range(0, shards)
            .Except(state.Shards.Select(shard => shard.Shard))
            .Select(shard => new TrainShardJob($"round/{round}/shard/{shard}", round, shard, state.Checkpoint, state.Active))];
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
