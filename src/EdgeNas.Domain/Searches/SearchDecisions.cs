using System.Collections.Immutable;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Searches;

/// <summary>What a command or a job's result means for a search: events to be stored together. Pure.</summary>
public static class SearchDecisions
{
    /// <summary>The first events of a search.</summary>
    public static ImmutableArray<SearchEvent> Create(SearchCreated created)
    {
        var state = SearchReplay.Replay([created]);
        return
        [
            created,
            .. state.DeviceNames.Select(device =>
            {
                var random = new SeedStream(created.Spec.Seed, device is null ? "measure/uniform" : $"measure/uniform/{device}");
                var sampled = ArchitectureSampling.Distinct(state.Active, created.Spec.Measure.Architectures, random, []);
                return new ArchitecturesSampled([.. sampled], "uniform") { DeviceName = device };
            }),
        ];
    }

    /// <summary>
    /// The events that a job's result causes: its own, and those that follow from the state it leads to. Empty where no such job is wanted (any more): an
    /// old attempt's answer, or a failure, which is no fact of the search.
    /// </summary>
    public static ImmutableArray<SearchEvent> OnResult(SearchState state, string jobId, JobResult result)
    {
        var job = SearchPlan.Of(state).Jobs.FirstOrDefault(wanted => wanted.Id == jobId);
        var events = ImmutableArray.CreateBuilder<SearchEvent>();
        string? device = DeviceJob.DeviceOf(jobId);
        if (job is not null) events.AddRange(Direct(state.On(device), job, result).Select(happened => happened with { DeviceName = device }));
        if (events.Count == 0) return [];
        var after = events.Aggregate(state, SearchReplay.Apply);
        while (Consequence(after) is { } next)
        {
            events.Add(next);
            after = SearchReplay.Apply(after, next);
        }

        return events.ToImmutable();
    }

    /// <summary>Empty where the search has ended already.</summary>
    public static ImmutableArray<SearchEvent> Cancel(SearchState state) => state.Completed || state.Cancelled ? [] : [new SearchCancelled()];

    private static ImmutableArray<SearchEvent> Direct(SearchState state, Job job, JobResult result) => (job, result) switch
    {
        (ProfileJob profile, Profiled profiled) => Measured(state, profile, profiled),
        (ProfileJob profile, JobFailed { Permanent: true } failed) => [new NetworkRefused(TrackOf(profile), profile.Network, PurposeOf(profile), failed.Message)],
        (FitEstimatorJob fit, EstimatorFit fitted) => Fitted(state, fit, fitted),
        (TrainRoundJob round, RoundTrained trained) => [new RoundCompleted(round.Round, trained.Checkpoint, trained.Loss, trained.Accuracy)],
        (TrainShardJob shard, ShardTrained trained) => [new ShardCompleted(shard.Round, shard.Shard, trained.Checkpoint, trained.Loss)],
        (MergeShardsJob merge, ShardsMerged merged) => [new RoundCompleted(merge.Round, merged.Checkpoint, state.Shards.Average(shard => shard.Loss), merged.Accuracy)],
        (RegularizeJob judge, Regularized judged) => [new ChoicesJudged(judge.Round, judged.Evidence)],
        (ProposeJob propose, Proposed proposed) when IsRandom(propose) => [new RandomProposed(proposed.Candidates)],
        (ProposeJob propose, Proposed { Candidates.IsEmpty: true }) => [new GenerationScored(propose.Generation, [])],
        (ProposeJob propose, Proposed proposed) => [new GenerationProposed(propose.Generation, proposed.Candidates)],
        (ScoreJob score, Scored scored) when IsRandom(score) => [new RandomScored(SharedWork.Join(state, state.RandomProposed!.Value, scored.Accuracies))],
        (ScoreJob, Scored scored) => [new GenerationScored(state.GenerationsScored, SharedWork.Join(state, state.Proposed, scored.Accuracies))],
        (TrainEpochJob epoch, EpochTrained trained) => [new EpochCompleted(epoch.Subject, epoch.Epoch, trained.Checkpoint, trained.Loss, trained.Accuracy)],
        (FinishJob finish, Finished done) => [new NetworkFinished(finish.Subject, finish.Network, done.TestAccuracy, done.Onnx, done.Safetensors, done.MaxDifference)],
        _ => [],
    };

    private static SearchEvent? Consequence(SearchState state)
    {
        var next = state.DeviceNames
            .Select(device => Consequence(state, state.On(device)) is { } one ? one with { DeviceName = device } : null)
            .FirstOrDefault(one => one is not null);
        if (next is not null || state.Completed) return next;
        return state.Sides.All(side => SearchPlan.Joined(side) && ResultPlan.IsFinished(side)) ? new SearchCompleted() : null;
    }

    private static SearchEvent? Consequence(SearchState state, SearchState side)
    {
        if (side.LimitMilliseconds is null && LatencyPlan.AllMeasured(side)) return new LatencyLimitSet(Limit(side));
        if (!SearchPlan.Joined(side) || side.Completed) return null;
        if (SharedWork.Next(state, side) is { } shared) return shared;
        return side.Winner is null ? ResultPlan.Winner(side) : ResultPlan.Baseline(side);
    }

    private static ImmutableArray<SearchEvent> Measured(SearchState state, ProfileJob job, Profiled profiled)
    {
        var purpose = PurposeOf(job);
        var measured = new NetworkMeasured(TrackOf(job), job.Network, purpose, job.Repetition, profiled.Device, profiled.Measurement);
        if (purpose != MeasurePurpose.Reference || state.Measurements.FindLast(m => m.Purpose == MeasurePurpose.Reference) is not { } before) return [measured];

        double ratio = profiled.Measurement.MedianMilliseconds / before.Measurement.MedianMilliseconds;
        var since = LatencyPlan.SinceReference(state);
        bool drifted = Math.Abs(ratio - 1) > state.Spec.Measure.DriftLimit;
        var again = since.Where(architecture => TimesDoubted(state, architecture) < state.Spec.Measure.Retries).ToImmutableArray();
        return drifted && again.Length > 0 ? [measured, new MeasurementsDoubted(again, ratio)] : [measured];
    }

    private static int TimesDoubted(SearchState state, Architecture architecture) =>
        state.Measurements.Count(m => m.Doubted && m.Network.Architecture == architecture && m.Purpose == MeasurePurpose.Sample);

    private static ImmutableArray<SearchEvent> Fitted(SearchState state, FitEstimatorJob job, EstimatorFit fitted)
    {
        bool exact = fitted.Report.Estimator.Mape <= state.Spec.Estimator.TargetError;
        var more = fitted.MostUncertain.Where(architecture => !state.Sampled.Contains(architecture)).Take(LatencyPlan.RoomForMore(state)).ToImmutableArray();
        bool accepted = exact || more.Length == 0;
        var fit = new EstimatorFitted(job.Fit, fitted.Report, fitted.Model, accepted);
        return accepted ? [fit] : [fit, new ArchitecturesSampled(more, "uncertain")];
    }

    private static double Limit(SearchState state)
    {
        if (state.Spec.LatencyLimit.Milliseconds is { } milliseconds) return milliseconds;
        double[] latencies = [.. LatencyPlan.Samples(state).Select(sample => sample.Milliseconds).Order()];
        return Quantiles.Of(latencies, state.Spec.LatencyLimit.Quantile!.Value);
    }

    private static bool IsRandom(Job job) => job.Id.Split('/', '@')[1] == "random";

    private static MeasurePurpose PurposeOf(ProfileJob job) => Enum.Parse<MeasurePurpose>(job.Id.Split('/')[1], ignoreCase: true);

    private static Track TrackOf(ProfileJob job) => PurposeOf(job) is MeasurePurpose.Confirm or MeasurePurpose.Baseline ? Track.Result : Track.Latency;
}
