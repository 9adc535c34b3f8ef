using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Estimation;

namespace EdgeNas.Learning.Tests.Estimation;

/// <summary>A space, a formula for its latencies, and specs for tests.</summary>
internal static class EstimatorExamples
{
    /// <summary>Six searchable layers of four choices: 4,096 architectures.</summary>
    public static SearchSpace Space { get; } = new(
        "tiny",
        new InputShape(1, 8, 10),
        [8],
        8,
        1,
        [.. Enumerable.Repeat(new SpaceLayer(8, 8, 1, [LayerChoice.MbConv(3, 3), LayerChoice.MbConv(5, 3), LayerChoice.MbConv(3, 6), LayerChoice.Skip]), 6)],
        16,
        0,
        0);

    public static EstimatorSpec Spec { get; } = new()
    {
        TargetError = 0.05,
        HeldOut = 0.2,
        Ensemble = 5,
        Hidden = [64, 64],
        Epochs = 300,
        LearningRate = 0.01,
        ExtraArchitectures = 10,
        MaximumArchitectures = 500,
    };

    public static EstimatorSpec QuickSpec { get; } = Spec with { Ensemble = 3, Hidden = [16, 16], Epochs = 40 };

    public static SearchSpec Search { get; } = new()
    {
        Name = "test",
        Seed = 5,
        Space = Space,
        Dataset = new DatasetSpec("fashion-mnist", null, 100, 0, 0, false),
        Device = "simulated",
        LatencyLimit = new LatencyLimit(2, null),
        Threads = 1,
        Measure = new MeasureSpec
        {
            Architectures = 40,
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
        Estimator = QuickSpec,
        Supernet = new SupernetSpec { Sampler = "uniform", Rounds = 3, StepsPerRound = 1, Optimizer = Optimizer },
        Regularization = new RegularizationSpec { Enabled = true, WarmUpRounds = 2, Every = 1, Paths = 10, Confidence = 0.95, Images = 10 },
        Explore = new ExploreSpec { Strategy = "evolution", Population = 12, Generations = 2, Mutation = 0.1, Images = 10, RecalibrationBatches = 1 },
        ConfirmTop = 2,
        Train = new TrainSpec { Epochs = 2, Optimizer = Optimizer, RandomCandidates = 3, Widths = [0.5, 1] },
    };

    private static OptimizerSpec Optimizer => new(8, 0.1, 0.9, 0, 0, 0, 0);

    /// <summary>Milliseconds: a sum over the layers, and 0.05 for every pair of equal neighbours, which no sum over the layers can tell.</summary>
    public static double Latency(Architecture architecture)
    {
        double sum = 1;
        for (int layer = 0; layer < architecture.Length; layer++)
        {
            sum += new[] { 0.2, 0.35, 0.3, 0.02 }[architecture[layer]] * (1 + (0.2 * layer));
            if (layer > 0 && architecture[layer] == architecture[layer - 1]) sum += 0.05;
        }

        return sum;
    }

    /// <summary>Uniform samples of <see cref="Latency"/> with 1 % noise.</summary>
    public static EstimatorData Data(int samples, long seed)
    {
        var random = new SeedStream(seed, "samples");
        var costs = SpaceCosts.Of(Space, Space.Input);
        return new EstimatorData(
            OneHotEncoding.Of(Space),
            [
                .. ArchitectureSampling.Distinct(Space.AllChoices(), samples, random, [])
                    .Select(architecture => new LatencySample(architecture, Latency(architecture) * (1 + (0.01 * random.NextGaussian())))),
            ],
            architecture => costs.Of(architecture).MultiplyAdds);
    }

    public static FittedEstimator Fit(EstimatorData data, EstimatorSpec spec, long seed) =>
        EstimatorFitting.Fit(data, spec, seed, "estimator/0", () => new MachineGate().Step(CancellationToken.None), _ => { });

    /// <summary>An ensemble of random weights.</summary>
    public static LatencyEstimator RandomEstimator(LatencyScale scale, int members, params int[] hidden)
    {
        var random = new SeedStream(3, "weights");
        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian() / 4)];
        int[] sizes = [24, .. hidden, 1];
        var layers = sizes.Zip(sizes.Skip(1), (into, from) => new DenseLayer(into, from, Numbers(members * into * from), Numbers(members * from)));
        return new LatencyEstimator(OneHotEncoding.Of(Space), new LatencyTransform(scale, 2, 0.5), new EnsembleWeights(members, Numbers(members * 24), [.. layers]));
    }
}
