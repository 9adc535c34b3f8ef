using System.Collections.Immutable;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Tests.Searches;

/// <summary>Plays a search by hand: keeps all events, applies them as they come, and answers planned jobs with results made up by the test.</summary>
internal sealed class SearchScript
{
    public static readonly InputShape Input = new(1, 8, 10);

    private static readonly DeviceIdentity Identity = new("simulated", "none", "fixed", "none", "fp32", 1, 1);

    private SearchScript(SearchSpec spec)
    {
        Events.AddRange(SearchDecisions.Create(new SearchCreated(new SearchId("test"), spec, Input, "", ImmutableSortedDictionary<string, string>.Empty)));
        State = SearchReplay.Replay(Events);
    }

    public List<SearchEvent> Events { get; } = [];

    public SearchState State { get; private set; }

    public SearchPlan Plan => SearchPlan.Of(State);

    /// <summary>Latency of a network in milliseconds; 1 unless the test says otherwise.</summary>
    public Func<ProfileJob, double> Latency { get; set; } = _ => 1;

    /// <summary>Suspicion of a measurement; none unless the test says otherwise.</summary>
    public Func<ProfileJob, string?> Suspicion { get; set; } = _ => null;

    /// <summary>Held-out error of a fit; 1 % unless the test says otherwise.</summary>
    public Func<FitEstimatorJob, double> Error { get; set; } = _ => 0.01;

    public static SearchScript Begin(Func<SearchSpec, SearchSpec>? change = null) => new((change ?? (spec => spec))(Spec()));

    /// <summary>The planned job of this kind; fails the test where there is none.</summary>
    public T Job<T>()
        where T : Job => Assert.IsType<T>(Plan.Jobs.Single(job => job is T));

    public ImmutableArray<SearchEvent> Answer(Job job, JobResult result)
    {
        var events = SearchDecisions.OnResult(State, job.Id, result);
        Events.AddRange(events);
        State = events.Aggregate(State, SearchReplay.Apply);
        return events;
    }

    /// <summary>Answers planned jobs in an order that <paramref name="choose"/> draws, until nothing is planned.</summary>
    public SearchScript Play(Func<int, int> choose)
    {
        for (int answers = 0; Plan.Jobs.Length > 0; answers++)
        {
            Assert.True(answers < 10_000, "the search doesn't end");
            var jobs = Plan.Jobs;
            var job = jobs[choose(jobs.Length)];
            Answer(job, Result(job));
        }

        return this;
    }

    /// <summary>Answers planned jobs with plausible results until the condition holds or nothing is planned.</summary>
    public SearchScript PlayUntil(Func<SearchScript, bool> condition)
    {
        for (int answers = 0; !condition(this) && Plan.Jobs.Length > 0; answers++)
        {
            Assert.True(answers < 10_000, "the search doesn't end");
            var job = Plan.Jobs[0];
            Answer(job, Result(job));
        }

        return this;
    }

    public JobResult Result(Job job) => job switch
    {
        ProfileJob profile => new Profiled(Identity with { Device = profile.Device ?? State.Spec.Device }, Measurement(Latency(profile), Suspicion(profile))),
        FitEstimatorJob fit => new EstimatorFit(Report(Error(fit)), Artifact($"model {fit.Fit}"), [.. Unmeasured(fit.Suggest, State.On(fit.Device))]),
        TrainRoundJob round => new RoundTrained(Artifact($"round {round.Round} after {round.Checkpoint}"), 1.0 / (round.Round + 1), 0.5),
        TrainShardJob shard => new ShardTrained(Artifact($"{shard.Id} after {shard.Checkpoint}"), 1.0 / (shard.Round + shard.Shard + 1)),
        MergeShardsJob merge => new ShardsMerged(Artifact($"{merge.Id} of {string.Join(' ', merge.Shards)}"), 0.5),
        RegularizeJob => new Regularized([]),
        ProposeJob propose => new Proposed([.. Fresh(propose).Select(architecture => new Candidate(architecture, 1))]),
        ScoreJob score => new Scored([.. score.Architectures.Select(architecture => 0.5 + (architecture.Choices().Sum() / 100.0))]),
        TrainEpochJob epoch => new EpochTrained(Artifact($"train/{epoch.Subject}/{epoch.Epoch} after {epoch.Checkpoint}"), 0.1, 0.9),
        FinishJob finish => new Finished(0.93, Artifact($"onnx finish/{finish.Subject}"), Artifact($"safetensors finish/{finish.Subject}"), 1e-6),
        _ => throw new InvalidOperationException(job.Id),
    };

    public static Measurement Measurement(double milliseconds, string? suspicion = null, double width = 0.01) => new()
    {
        MedianMilliseconds = milliseconds,
        P95Milliseconds = milliseconds * 1.1,
        P99Milliseconds = milliseconds * 1.2,
        MedianLowMilliseconds = milliseconds * (1 - (width / 2)),
        MedianHighMilliseconds = milliseconds * (1 + (width / 2)),
        CoefficientOfVariation = 0.02,
        SamplesMilliseconds = [milliseconds],
        WarmUpRuns = 1,
        Suspicion = suspicion,
    };

    public static ArtifactId Artifact(string content) =>
        new(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content))));

    private static IEnumerable<Architecture> Unmeasured(int count, SearchState side) => All(3).Where(architecture => !side.Sampled.Contains(architecture)).Take(count);

    private static IEnumerable<Architecture> Fresh(ProposeJob propose) =>
        All(3).Where(architecture => propose.Active.Contains(architecture) && propose.Scored.All(scored => scored.Architecture != architecture)).Take(propose.Count);

    /// <summary>All codes of three layers with <paramref name="choices"/> choices each.</summary>
    private static IEnumerable<Architecture> All(int choices) =>
        from a in Enumerable.Range(0, choices)
        from b in Enumerable.Range(0, choices)
        from c in Enumerable.Range(0, choices)
        select Architecture.FromChoices([a, b, c]);

    private static EstimatorReport Report(double error) => new(8, [new EstimatorScore("ensemble", 1, 1, 0, error, 1, 1)], []);

    private static SearchSpec Spec() => new()
    {
        Name = "test",
        Seed = 1,
        Space = new SearchSpace(
            "tiny", Input, [8], 8, 1,
            [
                new SpaceLayer(8, 8, 1, [LayerChoice.MbConv(3, 1)]),
                .. Enumerable.Repeat(new SpaceLayer(8, 8, 1, [LayerChoice.MbConv(3, 3), LayerChoice.MbConv(5, 3), LayerChoice.Skip]), 3),
            ],
            16, 0, 0),
        Dataset = new DatasetSpec("fashion-mnist", null, 100, 0, 0, false),
        Device = "simulated",
        LatencyLimit = new LatencyLimit(2, null),
        Threads = 1,
        Measure = new MeasureSpec
        {
            Architectures = 6,
            Batch = 1,
            Threads = 1,
            WarmUp = TimeSpan.Zero,
            ConfidenceWidth = 0.02,
            MaximumTime = TimeSpan.FromSeconds(1),
            MinimumSamples = 5,
            DriftEvery = 3,
            DriftLimit = 0.05,
            Retries = 1,
        },
        Estimator = new EstimatorSpec { TargetError = 0.05, HeldOut = 0.25, Ensemble = 2, Hidden = [8], Epochs = 1, LearningRate = 0.01, ExtraArchitectures = 2, MaximumArchitectures = 9 },
        Supernet = new SupernetSpec { Sampler = "uniform", Rounds = 3, StepsPerRound = 1, Optimizer = Optimizer },
        Regularization = new RegularizationSpec { Enabled = true, WarmUpRounds = 2, Every = 1, Paths = 10, Confidence = 0.95, Images = 10 },
        Explore = new ExploreSpec { Strategy = "evolution", Population = 4, Generations = 2, Mutation = 0.1, Images = 10, RecalibrationBatches = 1 },
        ConfirmTop = 2,
        Train = new TrainSpec { Epochs = 2, Optimizer = Optimizer, RandomCandidates = 3, Widths = [0.5, 1] },
    };

    private static OptimizerSpec Optimizer { get; } = new(8, 0.1, 0.9, 0, 0, 0, 0);
}
