using System.Collections.Immutable;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Devices.Tests;

internal static class TestSpecs
{
    public static MeasureSpec Measure { get; } = new()
    {
        Architectures = 10,
        Batch = 1,
        Threads = 1,
        WarmUp = TimeSpan.FromMilliseconds(20),
        ConfidenceWidth = 0.02,
        MaximumTime = TimeSpan.FromSeconds(2),
        MinimumSamples = 20,
        DriftEvery = 10,
        DriftLimit = 0.05,
        Retries = 2,
    };

    public static SearchSpec Search(SearchSpace space, string device, long seed = 1)
    {
        var optimizer = new OptimizerSpec(64, 0.1, 0.9, 1e-4, 0, 0, 0);
        return new SearchSpec
        {
            Name = "test",
            Seed = seed,
            Space = space,
            Dataset = new DatasetSpec("fashion-mnist", null, 10, 0, 0, false),
            Device = device,
            LatencyLimit = new LatencyLimit(1, null),
            Threads = 1,
            Measure = Measure,
            Estimator = new EstimatorSpec
            {
                TargetError = 0.05,
                HeldOut = 0.2,
                Ensemble = 1,
                Hidden = ImmutableArray.Create(8),
                Epochs = 1,
                LearningRate = 0.01,
                ExtraArchitectures = 1,
                MaximumArchitectures = 20,
            },
            Supernet = new SupernetSpec { Sampler = "uniform", Rounds = 1, StepsPerRound = 1, Optimizer = optimizer },
            Regularization = new RegularizationSpec { Enabled = false, WarmUpRounds = 1, Every = 1, Paths = 1, Confidence = 0.95, Images = 1 },
            Explore = new ExploreSpec { Strategy = "random", Population = 1, Generations = 1, Mutation = 0.1, Images = 1, RecalibrationBatches = 1 },
            ConfirmTop = 1,
            Train = new TrainSpec { Epochs = 1, Optimizer = optimizer, RandomCandidates = 1, Widths = ImmutableArray.Create(1.0) },
        };
    }
}
