using System.Collections.Immutable;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Tests.Data;

namespace EdgeNas.Learning.Tests;

/// <summary>A search small enough for tests: a space of three searchable layers on generated images that can be told apart.</summary>
internal sealed class SmallSearch : IDisposable
{
    private readonly DatasetFiles _files = new DatasetFiles().Separable(training: 700, test: 130);

    public SmallSearch()
    {
        Spec = SpecOf(_files.Folder);
        Folders = new DatasetFolders(_files.Folder);
    }

    public SearchSpec Spec { get; set; }

    public DatasetFolders Folders { get; }

    public MemoryArtifacts Artifacts { get; } = new();

    public List<JobProgress> Reports { get; } = [];

    public InputShape Input { get; } = new(1, 28, 10);

    public JobEnvironment Environment => new(new SearchContext(new SearchId("small"), Spec, Input), Artifacts, new MachineGate(), Reports.Add);

    /// <summary>A cache of its own, as another process would have.</summary>
    public SplitsCache Data() => new(Folders);

    public void Dispose() => _files.Dispose();

    public static SearchSpace Space { get; } = new(
        "small", new InputShape(1, 28, 10), [28], 8, 2,
        [
            new SpaceLayer(8, 8, 1, [LayerChoice.MbConv(3, 1)]),
            new SpaceLayer(8, 16, 2, [LayerChoice.MbConv(3, 3), LayerChoice.MbConv(5, 3), LayerChoice.Skip]),
            new SpaceLayer(16, 16, 1, [LayerChoice.MbConv(3, 3), LayerChoice.MbConv(7, 6), LayerChoice.Skip]),
            new SpaceLayer(16, 24, 2, [LayerChoice.MbConv(3, 3), LayerChoice.MbConv(5, 6)]),
        ],
        32, 0, 0.1);

    private static SearchSpec SpecOf(string folder) => new()
    {
        Name = "small",
        Seed = 5,
        Space = Space,
        Dataset = new DatasetSpec("mnist", folder, ValidationImages: 200, TrainingImages: 0, CropPadding: 1, Flip: true),
        Device = "simulated",
        LatencyLimit = new LatencyLimit(null, 0.5),
        Threads = 2,
        Measure = new MeasureSpec
        {
            Architectures = 1,
            Batch = 1,
            Threads = 1,
            WarmUp = TimeSpan.Zero,
            ConfidenceWidth = 1,
            MaximumTime = TimeSpan.Zero,
            MinimumSamples = 1,
            DriftEvery = 1,
            DriftLimit = 1,
            Retries = 0,
        },
        Estimator = new EstimatorSpec { TargetError = 1, HeldOut = 0.2, Ensemble = 1, Hidden = [8], Epochs = 1, LearningRate = 0.01, ExtraArchitectures = 0, MaximumArchitectures = 1 },
        Supernet = new SupernetSpec
        {
            Sampler = "uniform",
            Rounds = 4,
            StepsPerRound = 12,
            Optimizer = new OptimizerSpec(Batch: 32, LearningRate: 0.1, Momentum: 0.9, WeightDecay: 1e-4, LabelSmoothing: 0.05, WarmUp: 0.1, GradientClip: 5),
        },
        Regularization = new RegularizationSpec { Enabled = true, WarmUpRounds = 1, Every = 1, Paths = 30, Confidence = 0.99, Images = 100 },
        Explore = new ExploreSpec { Strategy = "random", Population = 4, Generations = 1, Mutation = 0.1, Images = 150, RecalibrationBatches = 2 },
        ConfirmTop = 1,
        Train = new TrainSpec
        {
            Epochs = 3,
            RandomCandidates = 1,
            Widths = ImmutableArray.Create(1.0),
            Optimizer = new OptimizerSpec(Batch: 25, LearningRate: 0.1, Momentum: 0.9, WeightDecay: 1e-4, LabelSmoothing: 0.05, WarmUp: 0.1, GradientClip: 5),
        },
    };
}
