using EdgeNas.Domain.Estimation;

namespace EdgeNas.Learning.LatencyModels;

/// <summary>One number for how badly a model predicts what it has not seen; the least is chosen.</summary>
public static class ModelScore
{
    /// <summary>A cell of a few microseconds that is taken for one of milliseconds must not outweigh all others.</summary>
    private const double MostRelativeError = 0.5;

    /// <summary>
    /// The logarithm of the product of three errors: 1 − Spearman's rank correlation, the root mean square error, and the mean relative error with each capped at one half. A model that halves one of them
    /// without harm to the others wins, whatever the units.
    /// </summary>
    public static double Of(ReadOnlySpan<double> measured, ReadOnlySpan<double> predicted)
    {
        double squares = 0, shares = 0;
        for (int i = 0; i < measured.Length; i++)
        {
            double error = predicted[i] - measured[i];
            squares += error * error;
            shares += Math.Min(MostRelativeError, Math.Abs(error) / measured[i]);
        }

        const double exact = 1e-9;
        return Math.Log(1 - RankCorrelation.Spearman(measured, predicted) + exact) + (0.5 * Math.Log((squares / measured.Length) + exact)) + Math.Log((shares / measured.Length) + exact);
    }
}
