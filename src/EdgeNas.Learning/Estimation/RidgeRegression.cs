using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Statistics;

namespace EdgeNas.Learning.Estimation;

/// <summary>Linear regression on the one-hot encoding: a sum over the layers of what each choice adds.</summary>
internal static class RidgeRegression
{
    /// <summary>Minimises Σ count·(target − Σ coefficients)² + ridge·Σ coefficients², in closed form. Targets should have mean 0: there is no constant.</summary>
    /// <param name="counts">How much each sample counts.</param>
    /// <returns>One coefficient per place of the encoding.</returns>
    public static double[] Fit(
        OneHotEncoding encoding, IReadOnlyList<Architecture> architectures, ReadOnlySpan<double> targets, ReadOnlySpan<double> counts, double ridge)
    {
        double[] normal = new double[LowerTriangle.Start(encoding.Width)];
        double[] right = new double[encoding.Width];
        int[] places = new int[encoding.Alphabets.Length];
        for (int i = 0; i < encoding.Width; i++) normal[LowerTriangle.At(i, i)] = ridge;
        for (int sample = 0; sample < architectures.Count; sample++)
        {
            encoding.Indices(architectures[sample], places);
            foreach (int row in places)
            {
                right[row] += counts[sample] * targets[sample];
                foreach (int column in places)
                {
                    if (column <= row) normal[LowerTriangle.At(row, column)] += counts[sample];
                }
            }
        }

        return new CholeskyFactor(normal, encoding.Width).Solve(right);
    }

    public static double Predict(OneHotEncoding encoding, double[] coefficients, Architecture architecture)
    {
        Span<int> places = stackalloc int[encoding.Alphabets.Length];
        encoding.Indices(architecture, places);
        double sum = 0;
        foreach (int place in places) sum += coefficients[place];
        return sum;
    }
}
