namespace EdgeNas.Domain.Devices;

/// <summary>Sample quantiles.</summary>
public static class Quantiles
{
    /// <summary>The <paramref name="share"/> quantile of ascending values, interpolated linearly between order statistics (type 7 of Hyndman and Fan, 1996).</summary>
    public static double Of(ReadOnlySpan<double> ascending, double share)
    {
        if (ascending.IsEmpty) throw new ArgumentException("no values to take a quantile of", nameof(ascending));
        double position = share * (ascending.Length - 1);
        int below = (int)Math.Floor(position), above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + ((position - below) * (ascending[above] - ascending[below]));
    }
}
