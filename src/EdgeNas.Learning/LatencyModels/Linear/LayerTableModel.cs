using System.Text.Json.Nodes;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Sampling;
using EdgeNas.Learning.Estimation;
using EdgeNas.Learning.LatencyModels.Encoding;

namespace EdgeNas.Learning.LatencyModels.Linear;

/// <summary>A sum over the layers (or edges) of what each choice adds: ridge regression of milliseconds on the one-hot encoding.</summary>
public sealed class LayerTableModel : ILatencyModel
{
    /// <summary>Keeps a choice that no sample has from being undetermined, and hardly moves the others.</summary>
    private const double Ridge = 0.1;

    public string Name => "layer-table";

    public string Description => "linear on the one-hot encoding: a sum of what each layer's choice adds";

    public IFittedLatencyModel Fit(TrainingSet data, SeedStream random)
    {
        var encoding = new OneHotEncoding(data.Set.Encoder.Alphabets);
        double mean = data.Milliseconds.Average();
        double[] targets = [.. data.Milliseconds.Select(ms => ms - mean)], counts = [.. targets.Select(_ => 1.0)];
        return new Fitted(encoding, mean, data.Milliseconds.Min() / 2, RidgeRegression.Fit(encoding, data.Set.Architectures, targets, counts, Ridge));
    }

    public IFittedLatencyModel Restore(TrainingSet data, JsonNode? state) => Fit(data, new SeedStream(0, Name));

    private sealed class Fitted(OneHotEncoding encoding, double mean, double least, double[] coefficients) : IFittedLatencyModel
    {
        public (double[] Milliseconds, double[] Deviations)? LeaveOneOut => null;

        public JsonNode? State => null;

        public void Predict(EncodedSet set, Span<double> milliseconds, Span<double> deviations)
        {
            for (int row = 0; row < set.Count; row++)
            {
                double sum = mean;
                var digits = set.Digits(row);
                for (int digit = 0; digit < digits.Length; digit++) sum += coefficients[encoding.IndexOf(digit, digits[digit])];
                milliseconds[row] = Math.Max(least, sum);
            }

            deviations.Fill(1);
        }
    }
}
