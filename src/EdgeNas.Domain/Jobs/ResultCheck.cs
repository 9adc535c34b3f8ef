using System.Collections.Immutable;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Jobs;

/// <summary>
/// Whether a result can be the answer to a job. Workers and boards are other machines: what they say is checked before it becomes a fact of a search, since a
/// wrong number that is stored once spoils everything that is learned from it.
/// </summary>
public static class ResultCheck
{
    /// <summary>What is wrong with a result, for people; null where it is plausible. A failure always is.</summary>
    public static string? WhyRefused(SearchContext context, Job job, JobResult result) => (job, result) switch
    {
        (_, JobFailed) => null,
        (ProfileJob profile, Profiled profiled) => Of(context.Spec, profile, profiled),
        (FitEstimatorJob fit, EstimatorFit fitted) => Of(context.Spec.Space, fit, fitted),
        (TrainRoundJob, RoundTrained trained) => Loss(trained.Loss) ?? Accuracies([trained.Accuracy]),
        (TrainShardJob, ShardTrained trained) => Loss(trained.Loss),
        (MergeShardsJob, ShardsMerged merged) => Accuracies([merged.Accuracy]),
        (RegularizeJob, Regularized judged) => judged.Evidence.Any(one => !IsChoice(context.Spec.Space, one.Layer, one.Choice)) ? "it judges a choice that the space hasn't got" : null,
        (ProposeJob propose, Proposed proposed) => Of(context.Spec.Space, propose, proposed),
        (ScoreJob score, Scored scored) => scored.Accuracies.Length == score.Architectures.Length
            ? Accuracies(scored.Accuracies)
            : $"it has {scored.Accuracies.Length} accuracies for {score.Architectures.Length} architectures",
        (TrainEpochJob, EpochTrained trained) => Loss(trained.Loss) ?? Accuracies([trained.Accuracy]),
        (FinishJob, Finished finished) => Accuracies([finished.TestAccuracy]),
        _ => $"a {result.GetType().Name} is no answer to a {job.GetType().Name}",
    };

    private static string? Of(SearchSpec spec, ProfileJob job, Profiled profiled)
    {
        string device = job.Device ?? spec.Device;
        if (profiled.Device.Device != device) return $"it was measured on device {profiled.Device.Device} instead of {device}";
        if (profiled.Device.Batch != spec.Measure.Batch || profiled.Device.Threads != spec.Measure.Threads)
        {
            return $"it was measured with batch {profiled.Device.Batch} and {profiled.Device.Threads} threads instead of {spec.Measure.Batch} and {spec.Measure.Threads}";
        }

        return MeasurementCheck.WhyRefused(profiled.Measurement);
    }

    private static string? Of(SearchSpace space, FitEstimatorJob job, EstimatorFit fitted)
    {
        if (fitted.Report.Scores.IsDefaultOrEmpty || !double.IsFinite(fitted.Report.Estimator.Mape) || fitted.Report.Estimator.Mape < 0) return "the estimator's error is no number";
        return fitted.MostUncertain.Length > job.Suggest ? $"it names {fitted.MostUncertain.Length} architectures instead of {job.Suggest} at most" : Architectures(space, fitted.MostUncertain);
    }

    private static string? Of(SearchSpace space, ProposeJob job, Proposed proposed)
    {
        if (proposed.Candidates.Length > job.Count) return $"it has {proposed.Candidates.Length} candidates instead of {job.Count} at most";
        return proposed.Candidates.FirstOrDefault(one => !(one.PredictedMilliseconds > 0 && one.PredictedMilliseconds <= job.LimitMilliseconds)) is { } slow
            ? $"candidate {slow.Architecture} is predicted to take {slow.PredictedMilliseconds} ms, not more than 0 and at most {job.LimitMilliseconds} ms"
            : Architectures(space, proposed.Candidates.Select(candidate => candidate.Architecture));
    }

    private static string? Architectures(SearchSpace space, IEnumerable<Architecture> architectures)
    {
        foreach (var architecture in architectures)
        {
            if (architecture.Length != space.Searchable.Length || Enumerable.Range(0, architecture.Length).Any(layer => !IsChoice(space, layer, architecture[layer])))
            {
                return $"architecture '{architecture}' isn't one of space {space.Name}";
            }
        }

        return null;
    }

    private static bool IsChoice(SearchSpace space, int layer, int choice) =>
        layer >= 0 && layer < space.Searchable.Length && choice >= 0 && choice < space.Searchable[layer].Choices.Length;

    private static string? Loss(double loss) => double.IsFinite(loss) ? null : $"the loss is {loss}";

    private static string? Accuracies(ImmutableArray<double> accuracies) => accuracies.Any(accuracy => !(accuracy >= 0 && accuracy <= 1)) ? "an accuracy isn't between 0 and 1" : null;
}
