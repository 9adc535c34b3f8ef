using EdgeNas.Learning.LatencyModels.Encoding;

namespace EdgeNas.Learning.LatencyModels.Trees;

/// <summary>The features of a training set, each put into at most 64 bins of ascending values.</summary>
internal sealed class FeatureBins
{
    private const int Most = 64;

    public FeatureBins(EncodedSet set)
    {
        (Features, Bins, Upper) = (set.Width, new byte[set.Width][], new double[set.Width][]);
        for (int feature = 0; feature < set.Width; feature++)
        {
            int place = feature;
            double[] values = [.. Enumerable.Range(0, set.Count).Select(row => set.Features(row)[place])];
            double[] distinct = [.. values.Distinct().Order()];
            if (distinct.Length > Most) distinct = [.. Enumerable.Range(1, Most).Select(i => distinct[(i * distinct.Length / Most) - 1])];
            Upper[feature] = distinct;
            Bins[feature] = [.. values.Select(value => Array.BinarySearch(distinct, value)).Select(at => (byte)(at >= 0 ? at : ~at))];
        }
    }

    public int Features { get; }

    /// <summary>For each feature the bin of each row.</summary>
    public byte[][] Bins { get; }

    /// <summary>For each feature the largest value of each bin.</summary>
    public double[][] Upper { get; }
}
