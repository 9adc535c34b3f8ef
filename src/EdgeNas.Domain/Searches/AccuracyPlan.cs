using EdgeNas.Domain.Jobs;

namespace EdgeNas.Domain.Searches;

/// <summary>The accuracy track: rounds of the supernet; between some of them every choice is judged, which waits for the estimator.</summary>
public static class AccuracyPlan
{
    public static Job? Next(SearchState state)
    {
        int round = state.Rounds.Count;
        if (round == state.Spec.Supernet.Rounds) return null;
        if (!IsJudgementDue(state, round)) return new TrainRoundJob($"round/{round}", round, state.Checkpoint, state.Active);
        return state.Estimator is { } estimator ? new RegularizeJob($"regularize/{round}", round, state.Checkpoint!.Value, estimator, state.Active) : null;
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
