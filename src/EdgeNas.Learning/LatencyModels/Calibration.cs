using System.Collections.Immutable;

namespace EdgeNas.Learning.LatencyModels;

/// <summary>
/// How wide an interval is that nine of ten measurements fall into: conformal prediction with normalised residuals (Lei et al., Distribution-free predictive inference for regression, 2018) over samples
/// that were left out, whatever the errors' distribution.
/// </summary>
/// <param name="Typical">The median deviation of left-out samples, in milliseconds: half of what residuals are normalised with, since a model's own deviation shrinks faster with more samples than its errors do.</param>
/// <param name="Factor">Half an interval's width over the mean of deviation and <paramref name="Typical"/>.</param>
internal sealed record Calibration(double Typical, double Factor)
{
    private const double Coverage = 0.9;

    /// <summary>A quantile of few residuals, of which some chose the model, lies too low: this over the root of their number is added to its level.</summary>
    private const double Allowance = 0.2;

    public static Calibration Of(ImmutableArray<double> measured, double[] milliseconds, double[] deviations)
    {
        double typical = Math.Max(deviations.Order().ElementAt(deviations.Length / 2), 1e-12);
        var unit = new Calibration(typical, 1);
        double[] ratios = [.. measured.Select((ms, i) => Math.Abs(ms - milliseconds[i]) / unit.HalfWidth(deviations[i])).Order()];
        double level = Coverage + (Allowance / Math.Sqrt(ratios.Length));
        return unit with { Factor = ratios[Math.Min(ratios.Length - 1, (int)Math.Ceiling((ratios.Length + 1) * level) - 1)] };
    }

    /// <summary>Half the width of the interval around a prediction with this deviation.</summary>
    public double HalfWidth(double deviation) => Factor * (deviation + Typical) / 2;
}
