namespace EdgeNas.Domain.Devices;

/// <summary>How networks are sampled and timed.</summary>
public sealed record MeasureSpec
{
    /// <summary>Architectures measured before the first estimator is fitted.</summary>
    public required int Architectures { get; init; }

    /// <summary>Images per inference.</summary>
    public required int Batch { get; init; }

    /// <summary>Threads of one inference.</summary>
    public required int Threads { get; init; }

    /// <summary>Time of untimed runs before the first sample.</summary>
    public required TimeSpan WarmUp { get; init; }

    /// <summary>Sampling ends when the median's 95 % confidence interval is narrower than this share of the median…</summary>
    public required double ConfidenceWidth { get; init; }

    /// <summary>… or when this much time has gone into the network; then it is suspect.</summary>
    public required TimeSpan MaximumTime { get; init; }

    /// <summary>Samples taken at least.</summary>
    public required int MinimumSamples { get; init; }

    /// <summary>The reference network is timed again after every so many architectures.</summary>
    public required int DriftEvery { get; init; }

    /// <summary>Change of the reference network's median, as a share, above which the architectures since the last check are measured again.</summary>
    public required double DriftLimit { get; init; }

    /// <summary>How often a suspect architecture is measured again before its narrowest measurement is taken.</summary>
    public required int Retries { get; init; }
}
