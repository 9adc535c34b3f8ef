using EdgeNas.Domain.Estimation;

namespace EdgeNas.Learning.LatencyModels;

/// <summary>One number for how badly a model predicts what it has not seen; the least is chosen.</summary>
public static class ModelScore
{
    /// <summary>A cell of a few microseconds that is taken for one of milliseconds must not outweigh all others.</summary>
    private const double MostRelativeError = 0.5;

    /// <summary>How soft the step from near to far is, so that a sample doesn't decide by a hair.</summary>
    private const double Steepness = 20;

    /// <summary>So many samples more count as far off: of few samples, one more or less says little.</summary>
    private const double Allowance = 10;

    /// <summary>Being off by more than 10 % costs a place under a limit: its share counts so many times.</summary>
    private const double FarOff = 1.5;

    /// <summary>
    /// The logarithm of the product of five errors: 1 − Spearman's rank correlation, the root mean square error, the mean relative error with each capped at one half, and the shares of predictions that are
    /// off by more than 5 and by more than 10 %. A model that halves one of them without harm to the others wins, whatever the units.
    /// </summary>
    public static double Of(ReadOnlySpan<double> measured, ReadOnlySpan<double> predicted)
    {
        double squares = 0, shares = 0, beyond5 = Allowance, beyond10 = Allowance;
        for (int i = 0; i < measured.Length; i++)
        {
            double error = predicted[i] - measured[i], share = Math.Abs(error) / measured[i];
            squares += error * error;
            shares += Math.Min(MostRelativeError, share);
            beyond5 += Beyond(share, 0.05);
            beyond10 += Beyond(share, 0.1);
        }

        const double exact = 1e-9;
        double count = measured.Length, unordered = 1 - RankCorrelation.Spearman(measured, predicted);
        return Math.Log(unordered + exact) + (0.5 * Math.Log((squares / count) + exact)) + Math.Log((shares / count) + exact) + Math.Log(beyond5 / count) + (FarOff * Math.Log(beyond10 / count));
    }

    /// <summary>Near 1 above the limit, near 0 below, one half there.</summary>
    private static double Beyond(double share, double limit) => 1 / (1 + Math.Exp(-Steepness * ((share / limit) - 1)));
}
