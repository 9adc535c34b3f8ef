using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.LatencyModels.Encoding;

/// <summary>
/// What of a cell tells its accuracy: mostly the edges on a way from input to output, since the others don't take part; a little the raw digits. Scaled so that 1 is far, for
/// <see cref="EdgeNas.Domain.Exploration.ExplorationRequest.Features"/>.
/// </summary>
public static class CellFeatures
{
    private const double LeastDeviation = 0.4;

    private static readonly (string Group, double Weight)[] Groups = [(ArchitectureEncoder.OneHot, 0.3), ("connected/one-hot", 1), ("connected/counts", 0.5), ("connected/ways", 0.5)];

    private static readonly CellEncoder Encoder = new();

    private static readonly Lazy<double[]> Deviations = new(() =>
    {
        var all = EncodedSet.Of(Encoder, [.. Enumerable.Range(0, (int)Math.Pow(CellGraph.Operators, CellGraph.Edges)).Select(Cell)]);
        return [.. Enumerable.Range(0, all.Width).Select(feature =>
        {
            double[] values = [.. Enumerable.Range(0, all.Count).Select(row => all.Features(row)[feature])];
            double mean = values.Average();
            return Math.Max(LeastDeviation, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
        })];
    });

    public static float[] Of(Architecture cell)
    {
        double[] features = new double[Encoder.Width()];
        float[] scaled = new float[Groups.Sum(group => Encoder.Group(group.Group).Count)];
        Encoder.Encode(Encoder.Digits(cell), features);
        int at = 0;
        foreach (var (name, weight) in Groups)
        {
            var group = Encoder.Group(name);
            for (int i = group.Start; i < group.Start + group.Count; i++) scaled[at++] = (float)(features[i] / Deviations.Value[i] * Math.Sqrt(weight / group.Count));
        }

        return scaled;
    }

    private static Architecture Cell(int index)
    {
        Span<int> digits = stackalloc int[CellGraph.Edges];
        for (int i = 0; i < digits.Length; i++, index /= CellGraph.Operators) digits[i] = index % CellGraph.Operators;
        return Architecture.FromChoices(digits);
    }
}
