namespace EdgeNas.Domain.Statistics;

/// <summary>The quantile function of the standard normal distribution.</summary>
public static class NormalQuantile
{
    /// <summary>
    /// Hastings' rational approximation (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.23), within 4.5e-4: 0.975 gives 1.96.
    /// </summary>
    /// <param name="share">Between 0 and 1, both excluded.</param>
    public static double Of(double share)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        if (share > 0.5) return -Of(1 - share);
        double t = Math.Sqrt(-2 * Math.Log(share));
        double above = 2.515517 + (t * (0.802853 + (t * 0.010328)));
        double below = 1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308)))));
        return (above / below) - t;
    }
}
