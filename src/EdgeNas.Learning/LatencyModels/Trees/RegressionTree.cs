namespace EdgeNas.Learning.LatencyModels.Trees;

/// <summary>A binary tree of at most four levels of splits, each where the sum of squares falls most.</summary>
internal sealed class RegressionTree
{
    private const int Depth = 4;
    private const int LeastRows = 4;
    private const double Shrink = 1;

    private readonly List<(int Feature, double Threshold, int Right, double Value)> _nodes = [];

    private RegressionTree()
    {
    }

    public static RegressionTree Fit(FeatureBins bins, double[] targets, int[] rows)
    {
        var tree = new RegressionTree();
        tree.Grow(bins, targets, rows, Depth);
        return tree;
    }

    public double Predict(ReadOnlySpan<double> features)
    {
        int at = 0;
        while (_nodes[at].Feature >= 0) at = features[_nodes[at].Feature] <= _nodes[at].Threshold ? at + 1 : _nodes[at].Right;
        return _nodes[at].Value;
    }

    /// <summary>The left child follows its parent; the right one stands where the parent says.</summary>
    private void Grow(FeatureBins bins, double[] targets, int[] rows, int depth)
    {
        int at = _nodes.Count;
        double sum = rows.Sum(row => targets[row]);
        _nodes.Add((-1, 0, 0, sum / (rows.Length + Shrink)));
        if (depth == 0 || rows.Length < 2 * LeastRows) return;
        var (feature, bin) = Best(bins, targets, rows, sum);
        if (feature < 0) return;
        byte[] places = bins.Bins[feature];
        Grow(bins, targets, [.. rows.Where(row => places[row] <= bin)], depth - 1);
        _nodes[at] = (feature, bins.Upper[feature][bin], _nodes.Count, 0);
        Grow(bins, targets, [.. rows.Where(row => places[row] > bin)], depth - 1);
    }

    private static (int Feature, int Bin) Best(FeatureBins bins, double[] targets, int[] rows, double sum)
    {
        (int Feature, int Bin) best = (-1, 0);
        double bestGain = (sum * sum / (rows.Length + Shrink)) + 1e-12;
        Span<double> sums = stackalloc double[65];
        Span<int> counts = stackalloc int[65];
        for (int feature = 0; feature < bins.Features; feature++)
        {
            int size = bins.Upper[feature].Length;
            if (size < 2) continue;
            sums[..size].Clear();
            counts[..size].Clear();
            byte[] places = bins.Bins[feature];
            foreach (int row in rows)
            {
                sums[places[row]] += targets[row];
                counts[places[row]]++;
            }

            double left = 0;
            int leftCount = 0;
            for (int bin = 0; bin < size - 1; bin++)
            {
                left += sums[bin];
                leftCount += counts[bin];
                int rightCount = rows.Length - leftCount;
                if (leftCount < LeastRows || rightCount < LeastRows) continue;
                double gain = (left * left / (leftCount + Shrink)) + ((sum - left) * (sum - left) / (rightCount + Shrink));
                if (gain > bestGain) (best, bestGain) = ((feature, bin), gain);
            }
        }

        return best;
    }
}
