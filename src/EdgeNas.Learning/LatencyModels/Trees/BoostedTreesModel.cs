using System.Text.Json.Nodes;
using EdgeNas.Domain.Sampling;
using EdgeNas.Learning.LatencyModels.Encoding;

namespace EdgeNas.Learning.LatencyModels.Trees;

/// <summary>Gradient-boosted regression trees on all of the encoder's features (Friedman, 2001 and 2002): each tree fits what the ones before leave over, on a random share of the samples.</summary>
public sealed class BoostedTreesModel : ILatencyModel
{
    private const int Trees = 400;
    private const double Rate = 0.06;
    private const double Share = 0.7;

    public string Name => "boosted-trees";

    public string Description => "gradient-boosted regression trees on all features of the encoder";

    public IFittedLatencyModel Fit(TrainingSet data, SeedStream random)
    {
        string seed = $"{Name}/{random.NextSeed()}";
        return Fit(data, seed);
    }

    public IFittedLatencyModel Restore(TrainingSet data, JsonNode? state) => Fit(data, state!.GetValue<string>());

    private static Fitted Fit(TrainingSet data, string seed)
    {
        var random = new SeedStream(0, seed);
        var bins = new FeatureBins(data.Set);
        double mean = data.Milliseconds.Average();
        double[] rest = [.. data.Milliseconds.Select(ms => ms - mean)];
        int[] rows = [.. Enumerable.Range(0, rest.Length)];
        int used = Math.Max(1, (int)(Share * rows.Length));
        var trees = new List<RegressionTree>(Trees);
        for (int tree = 0; tree < Trees; tree++)
        {
            random.Shuffle(rows.AsSpan());
            trees.Add(RegressionTree.Fit(bins, rest, rows[..used]));
            for (int row = 0; row < rest.Length; row++) rest[row] -= Rate * trees[^1].Predict(data.Set.Features(row));
        }

        return new Fitted(trees, mean, data.Milliseconds.Min() / 2, seed);
    }

    private sealed class Fitted(List<RegressionTree> trees, double mean, double least, string seed) : IFittedLatencyModel
    {
        public (double[] Milliseconds, double[] Deviations)? LeaveOneOut => null;

        public JsonNode? State => JsonValue.Create(seed);

        public void Predict(EncodedSet set, Span<double> milliseconds, Span<double> deviations)
        {
            for (int row = 0; row < set.Count; row++)
            {
                double sum = 0;
                foreach (var tree in trees) sum += tree.Predict(set.Features(row));
                milliseconds[row] = Math.Max(least, mean + (Rate * sum));
            }

            deviations.Fill(1);
        }
    }
}
