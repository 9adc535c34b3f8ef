using System.Text.Json.Nodes;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Searches;
using EdgeNas.Learning.Estimation;
using EdgeNas.Learning.LatencyModels.Encoding;

namespace EdgeNas.Learning.LatencyModels.Perceptrons;

/// <summary>The estimator of searches: an ensemble of perceptrons of two layers on the one-hot encoding, on top of a sum over the layers.</summary>
public sealed class PerceptronModel : ILatencyModel
{
    private const int Many = 500;

    public string Name => "perceptron";

    public string Description => "ensemble of two-layer perceptrons on the one-hot encoding, on top of a sum over the layers";

    public IFittedLatencyModel Fit(TrainingSet data, SeedStream random) => new Fitted(Estimator(data, random), data.Milliseconds.Min() / 2);

    /// <summary>A search's estimator, fitted to a table's samples.</summary>
    internal static LatencyEstimator Estimator(TrainingSet data, SeedStream random)
    {
        var samples = data.Set.Architectures.Zip(data.Milliseconds, (architecture, ms) => new LatencySample(architecture, ms));
        var spec = new EstimatorSpec
        {
            TargetError = 0,
            HeldOut = 0.2,
            Ensemble = 5,
            Hidden = [64, 64],
            Epochs = data.Set.Count > Many ? 100 : 300,
            LearningRate = 0.01,
            ExtraArchitectures = 0,
            MaximumArchitectures = data.Set.Count,
        };
        var estimatorData = new EstimatorData(new OneHotEncoding(data.Set.Encoder.Alphabets), [.. samples], _ => 0);
        return new EnsembleTraining(spec, () => Step.Instance).Fit(estimatorData, LatencyScale.Plain, random, _ => { });
    }

    public IFittedLatencyModel Restore(TrainingSet data, JsonNode? state) =>
        new Fitted(EstimatorFile.Parse(Convert.FromBase64String(state!.GetValue<string>()), "the model's perceptrons"), data.Milliseconds.Min() / 2);

    private sealed class Fitted(LatencyEstimator estimator, double least) : IFittedLatencyModel
    {
        public (double[] Milliseconds, double[] Deviations)? LeaveOneOut => null;

        public JsonNode? State => JsonValue.Create(Convert.ToBase64String(EstimatorFile.ToBytes(estimator, "table", "table")));

        public void Predict(EncodedSet set, Span<double> milliseconds, Span<double> deviations)
        {
            var predictions = new LatencyPrediction[set.Count];
            estimator.Predict(set.Architectures.AsSpan(), predictions);
            for (int row = 0; row < set.Count; row++)
            {
                milliseconds[row] = Math.Max(least, predictions[row].Milliseconds);
                if (!deviations.IsEmpty) deviations[row] = Math.Max(predictions[row].Deviation, 1e-3 * milliseconds[row]);
            }
        }
    }

    /// <summary>No machine to share: nothing measures meanwhile.</summary>
    private sealed class Step : IDisposable
    {
        public static Step Instance { get; } = new();

        public void Dispose()
        {
        }
    }
}
