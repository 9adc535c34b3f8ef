using EdgeNas.Domain.Searches;

namespace EdgeNas.Hosting.Results;

/// <summary>Events as lines for people.</summary>
public static class EventText
{
    public static string Of(SearchEvent happened) => happened.DeviceName is { } device ? $"{device}: {Text(happened)}" : Text(happened);

    private static string Text(SearchEvent happened) => happened switch
    {
        SearchCreated e => $"search {e.Search} created: space {e.Spec.Space.Name}, {e.Spec.Dataset.Name}, {string.Join(", ", e.Spec.Goals.Select(goal => $"device {goal.Name}, limit {goal.LatencyLimit}"))}",
        ArchitecturesSampled e => $"{e.Architectures.Length} architectures to be measured ({e.Reason})",
        NetworkMeasured e => $"measured {e.Network} ({e.Purpose.ToString().ToLowerInvariant()}): {Figures.Milliseconds(e.Measurement.MedianMilliseconds)} ± {Figures.Percent(e.Measurement.RelativeWidth / 2, 1)}{(e.Measurement.Suspicion is { } why ? $", suspect: {why}" : "")}",
        NetworkRefused e => $"the device can't run {e.Network}: {e.Reason}",
        MeasurementsDoubted e => $"the device drifted by {Figures.Percent(e.Ratio - 1, 1)}: {e.Architectures.Length} architectures are measured again",
        LatencyLimitSet e => $"latency limit: {Figures.Milliseconds(e.Milliseconds)}",
        EstimatorFitted e => $"estimator fitted: held-out error {Figures.Percent(e.Report.Estimator.Mape)}, Spearman {e.Report.Estimator.Spearman:0.000}{(e.Accepted ? ", accepted" : ", more are measured")}",
        ShardCompleted e => $"supernet round {e.Round + 1}, shard {e.Shard + 1}: loss {e.Loss:0.000}",
        RoundCompleted e => $"supernet round {e.Round + 1}: loss {e.Loss:0.000}, accuracy {Figures.Percent(e.Accuracy)}",
        ChoicesJudged e => $"choices judged: {e.Evidence.Count(evidence => evidence.Dropped)} of {e.Evidence.Length} dropped",
        GenerationProposed e => $"generation {e.Generation + 1}: {e.Candidates.Length} candidates proposed",
        GenerationScored e => $"generation {e.Generation + 1} scored{(e.Candidates.IsEmpty ? ": no candidates" : $": best {Figures.Percent(e.Candidates.Max(candidate => candidate.Accuracy))}")}",
        WinnerChosen e => $"winner: {e.Architecture}, inherited accuracy {Figures.Percent(e.InheritedAccuracy)}, measured {Figures.Milliseconds(e.MeasuredMilliseconds)}",
        RandomProposed e => $"{e.Candidates.Length} random architectures under the limit",
        RandomScored e => $"random architectures scored: best {(e.Candidates.IsEmpty ? Figures.None : Figures.Percent(e.Candidates.Max(candidate => candidate.Accuracy)))}",
        BaselineChosen e => e.Network is null ? $"baseline {e.Subject}: none keeps the limit" : $"baseline {e.Subject}: {e.Network}, measured {Figures.Milliseconds(e.MeasuredMilliseconds)}",
        EpochCompleted e => $"{e.Subject}, epoch {e.Epoch + 1}: loss {e.Loss:0.000}, accuracy {Figures.Percent(e.Accuracy)}",
        NetworkFinished e => $"{e.Subject} finished: test accuracy {Figures.Percent(e.TestAccuracy)}{(e.MaxDifference is { } difference ? $", ONNX differs by {difference:0.0e0} at most" : "")}",
        SearchCompleted => "search completed",
        SearchCancelled => "search cancelled",
        _ => SearchEventJson.Manifest(happened),
    };
}
