namespace EdgeNas.Learning.Estimation;

/// <summary>The scale on which latency is learned.</summary>
public enum LatencyScale
{
    /// <summary>Milliseconds: errors count alike at every latency.</summary>
    Plain,

    /// <summary>Logarithm of milliseconds: relative errors count alike, and no prediction falls below 0.</summary>
    Logarithmic,
}

/// <summary>From milliseconds to what is learned, of mean 0 and variance 1 over the samples, and back.</summary>
internal sealed record LatencyTransform(LatencyScale Scale, double Mean, double Deviation)
{
    public static LatencyTransform Over(LatencyScale scale, IReadOnlyCollection<double> milliseconds)
    {
        double[] values = [.. milliseconds.Select(value => scale == LatencyScale.Logarithmic ? Math.Log(value) : value)];
        double mean = values.Average(), deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return new LatencyTransform(scale, mean, deviation > 0 ? deviation : 1);
    }

    public double Standardised(double milliseconds) =>
        ((Scale == LatencyScale.Logarithmic ? Math.Log(milliseconds) : milliseconds) - Mean) / Deviation;

    public double Milliseconds(double standardised)
    {
        double value = Mean + (Deviation * standardised);
        return Scale == LatencyScale.Logarithmic ? Math.Exp(value) : value;
    }
}
