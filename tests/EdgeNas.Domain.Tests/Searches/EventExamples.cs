using System.Collections.Immutable;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Regularization;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Tests.Searches;

/// <summary>One event of each kind, with every member set to something that is no default.</summary>
internal static class EventExamples
{
    private static readonly ArtifactId Artifact = new(new string('a', 32) + new string('7', 32));

    private static readonly DeviceIdentity Device = new("local-cpu", "Example CPU × 2", "performance", "onnxruntime 1.30.0", "fp32", 1, 2);

    private static readonly Measurement Measurement = new()
    {
        MedianMilliseconds = 0.5,
        P95Milliseconds = 0.625,
        P99Milliseconds = 0.75,
        MedianLowMilliseconds = 0.49,
        MedianHighMilliseconds = 0.51,
        CoefficientOfVariation = 0.03,
        SamplesMilliseconds = [0.49, 0.5, 0.75],
        WarmUpRuns = 20,
        Suspicion = "spread",
    };

    private static readonly ImmutableArray<Architecture> Architectures = [new("01"), new("16")];

    public static SearchSpec Spec { get; } = new()
    {
        Name = "example",
        Seed = 7,
        Space = new SearchSpace(
            "two-layers",
            new InputShape(1, 8, 3),
            [8],
            8,
            2,
            [
                new SpaceLayer(8, 8, 1, [LayerChoice.MbConv(3, 1)]),
                new SpaceLayer(8, 16, 2, [LayerChoice.MbConv(3, 3), LayerChoice.MbConv(5, 6)]),
                new SpaceLayer(16, 16, 1, [LayerChoice.MbConv(3, 3), LayerChoice.MbConv(5, 6), LayerChoice.Skip]),
            ],
            32,
            24,
            0.1),
        Dataset = new DatasetSpec("fashion-mnist", "/data", 500, 1000, 2, true),
        Device = "simulated",
        LatencyLimit = new LatencyLimit(null, 0.4),
        Threads = 2,
        Measure = new MeasureSpec
        {
            Architectures = 20,
            Batch = 1,
            Threads = 1,
            WarmUp = TimeSpan.FromMilliseconds(50),
            ConfidenceWidth = 0.02,
            MaximumTime = TimeSpan.FromSeconds(3),
            MinimumSamples = 30,
            DriftEvery = 8,
            DriftLimit = 0.05,
            Retries = 2,
        },
        Estimator = new EstimatorSpec
        {
            TargetError = 0.03,
            HeldOut = 0.2,
            Ensemble = 5,
            Hidden = [64, 32],
            Epochs = 300,
            LearningRate = 0.001,
            ExtraArchitectures = 5,
            MaximumArchitectures = 40,
        },
        Supernet = new SupernetSpec { Sampler = "uniform", Rounds = 4, StepsPerRound = 10, Optimizer = new OptimizerSpec(64, 0.1, 0.9, 4e-5, 0.1, 0.05, 5) },
        Regularization = new RegularizationSpec { Enabled = true, WarmUpRounds = 2, Every = 1, Paths = 50, Confidence = 0.95, Images = 256 },
        Explore = new ExploreSpec { Strategy = "evolution", Population = 16, Generations = 3, Mutation = 0.1, Images = 512, RecalibrationBatches = 4 },
        ConfirmTop = 3,
        Train = new TrainSpec { Epochs = 2, Optimizer = new OptimizerSpec(128, 0.2, 0.9, 4e-5, 0.1, 0.05, 5), RandomCandidates = 8, Widths = [1, 0.75, 0.5] },
    };

    public static ImmutableArray<SearchEvent> All { get; } =
    [
        new SearchCreated(
            new SearchId("example-1"), Spec, Spec.Space.Input, "name = example\n", ImmutableSortedDictionary<string, string>.Empty.Add("edgenas", "0.1.0").Add("onnxruntime", "1.30.0")),
        new ArchitecturesSampled(Architectures, "uniform"),
        new NetworkMeasured(Track.Result, new NetworkRef(new Architecture("01")), MeasurePurpose.Confirm, 1, Device, Measurement),
        new NetworkRefused(Track.Latency, new NetworkRef(null, 0.75), MeasurePurpose.Reference, "out of memory"),
        new MeasurementsDoubted(Architectures, 1.125),
        new LatencyLimitSet(0.875),
        new EstimatorFitted(
            1,
            new EstimatorReport(
                16,
                [new EstimatorScore("estimator", 0.99, 0.95, 0.01, 0.02, 0.9, 1), new EstimatorScore("mean", 0, 0, 0.2, 0.3, 0.1, 0.2)],
                [new HeldOutPrediction(new Architecture("12"), 0.5, 0.51, 0.004)]),
            Artifact,
            true),
        new RoundCompleted(3, Artifact, 1.25, 0.75),
        new ShardCompleted(3, 1, Artifact, 1.25),
        new ChoicesJudged(2, [new ChoiceEvidence(1, 2, -0.02, 0.004, 0.01, 0, 0.999, true), new ChoiceEvidence(1, 0, 0.02, 0.004, -0.01, null, 0, false)]),
        new GenerationProposed(1, [new Candidate(new Architecture("01"), 0.5)]),
        new GenerationScored(1, [new ScoredCandidate(new Architecture("01"), 0.5, 0.875)]),
        new WinnerChosen(new Architecture("01"), 0.875, 0.5),
        new RandomProposed([new Candidate(new Architecture("12"), 0.625)]),
        new RandomScored([new ScoredCandidate(new Architecture("12"), 0.625, 0.8125)]),
        new BaselineChosen(Subjects.MobileNetV2, new NetworkRef(null, 0.75), 0.75),
        new EpochCompleted(Subjects.Winner, 1, Artifact, 0.25, 0.9375),
        new NetworkFinished(Subjects.Winner, new NetworkRef(new Architecture("01")), 0.9375, Artifact, Artifact, 1e-6),
        new SearchCompleted(),
        new SearchCancelled(),
    ];
}
