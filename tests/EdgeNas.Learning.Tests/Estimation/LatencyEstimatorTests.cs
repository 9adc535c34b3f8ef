using EdgeNas.Domain;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Estimation;

namespace EdgeNas.Learning.Tests.Estimation;

public sealed class LatencyEstimatorTests
{
    private static readonly Architecture[] Architectures =
        [.. ArchitectureSampling.Distinct(EstimatorExamples.Space.AllChoices(), 50, new SeedStream(1, "architectures"), [])];

    [Theory]
    [InlineData(LatencyScale.Plain, 1, new[] { 5 })]
    [InlineData(LatencyScale.Plain, 4, new[] { 16, 8 })]
    [InlineData(LatencyScale.Logarithmic, 3, new[] { 7, 9, 6 })]
    public void Predict_RandomWeights_IsTheForwardPassWrittenOut(LatencyScale scale, int members, int[] hidden)
    {
        var estimator = EstimatorExamples.RandomEstimator(scale, members, hidden);
        foreach (var architecture in Architectures)
        {
            double[] outputs = [.. Enumerable.Range(0, members).Select(member => Forward(estimator, architecture, member))];
            var prediction = estimator.Predict(architecture);
            Assert.Equal(outputs.Average(), prediction.Milliseconds, 1e-5);
            double variance = outputs.Sum(output => Math.Pow(output - outputs.Average(), 2)) / Math.Max(1, members - 1);
            Assert.Equal(Math.Sqrt(variance), prediction.Deviation, 1e-5);
        }
    }

    [Theory]
    [InlineData(new[] { 32, 32 })]
    [InlineData(new[] { 7, 40, 6 })]
    [InlineData(new[] { 64 })]
    public void Predict_Batch_GivesTheSameDigitsAsOneByOne(int[] hidden)
    {
        var estimator = EstimatorExamples.RandomEstimator(LatencyScale.Logarithmic, 5, hidden);
        double[] milliseconds = new double[Architectures.Length];
        estimator.Predict(Architectures, milliseconds);
        var predictions = new LatencyPrediction[Architectures.Length];
        estimator.Predict(Architectures, predictions);
        Assert.Equal(Architectures.Select(estimator.Predict), predictions);
        Assert.Equal(Architectures.Select(architecture => estimator.Predict(architecture).Milliseconds), milliseconds);
    }

    [Fact]
    public void Predict_WithSpread_ScalesTheDeviationAlone()
    {
        var estimator = EstimatorExamples.RandomEstimator(LatencyScale.Plain, 3, 8);
        var (plain, spread) = (estimator.Predict(Architectures[0]), estimator.WithSpread(2.5).Predict(Architectures[0]));
        Assert.Equal(plain with { Deviation = 2.5 * plain.Deviation }, spread);
    }

    [Fact]
    public void Predict_ArchitectureOfAnotherSpace_IsRefused()
    {
        var error = Assert.Throws<EdgeNasException>(() => EstimatorExamples.RandomEstimator(LatencyScale.Plain, 1, 4).Predict(new Architecture("0123")));
        Assert.Contains("has 4 digits, expected 6", error.Message);
    }

    [Fact]
    public void ChoiceEffects_LinearModel_AreItsCoefficientsAgainstTheMeanOfActiveChoices()
    {
        var encoding = OneHotEncoding.Of(EstimatorExamples.Space);
        float[] linear = [.. Enumerable.Range(0, 24).Select(i => i * i / 10f)];
        var weights = new EnsembleWeights(1, linear, [new DenseLayer(24, 2, new float[48], new float[2]), new DenseLayer(2, 1, new float[2], new float[1])]);
        var estimator = new LatencyEstimator(encoding, new LatencyTransform(LatencyScale.Plain, 7, 2), weights);
        var active = EstimatorExamples.Space.AllChoices().Without(1, 0);

        double[][] effects = estimator.ChoiceEffects(active, seed: 4);

        for (int layer = 0; layer < 6; layer++)
        {
            double mean = active.Layers[layer].Average(choice => linear[(4 * layer) + choice]);
            for (int choice = 0; choice < 4; choice++)
            {
                double expected = active.Layers[layer].Contains(choice) ? 2 * (linear[(4 * layer) + choice] - mean) : 0;
                Assert.Equal(expected, effects[layer][choice], 1e-4);
            }
        }
    }

    /// <summary>One member's prediction in milliseconds, by dense products in double precision.</summary>
    private static double Forward(LatencyEstimator estimator, Architecture architecture, int member)
    {
        float[] encoded = new float[estimator.Encoding.Width];
        estimator.Encoding.Encode(architecture, encoded);
        double linear = encoded.Select((value, i) => (double)value * estimator.Weights.Linear[(member * encoded.Length) + i]).Sum();
        double[] values = [.. encoded.Select(value => (double)value)];
        for (int i = 0; i < estimator.Weights.Layers.Length; i++)
        {
            var layer = estimator.Weights.Layers[i];
            values =
            [
                .. Enumerable.Range(0, layer.Out).Select(to => layer.Biases[(member * layer.Out) + to] + Enumerable.Range(0, layer.In)
                    .Sum(from => (i == 0 ? values[from] : Math.Max(0, values[from])) * layer.Weights[(((member * layer.In) + from) * layer.Out) + to])),
            ];
        }

        return estimator.Transform.Milliseconds(linear + values[0]);
    }
}
