using System.Collections.Immutable;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Searches;

/// <summary>The latency track: floor, samples with the reference network between them, fit, and more samples while the error is too large.</summary>
public static class LatencyPlan
{
    /// <summary>The network that is timed again and again: the space's MobileNetV2 chain; on a table, which lacks it, the floor.</summary>
    public static NetworkRef Reference(SearchState state) => state.Spec.LatencyTable is null ? new(null, 1) : new(state.Floor);

    public static Job? Next(SearchState state)
    {
        if (state.Estimator is not null) return null;
        var floor = new NetworkRef(state.Floor);
        if (NeedsMeasuring(state, floor, MeasurePurpose.Floor)) return Profile(state, floor, MeasurePurpose.Floor);
        if (NeedsReference(state)) return Profile(state, Reference(state), MeasurePurpose.Reference);
        foreach (var network in state.Sampled.Select(architecture => new NetworkRef(architecture)))
        {
            if (NeedsMeasuring(state, network, MeasurePurpose.Sample)) return Profile(state, network, MeasurePurpose.Sample);
        }

        int fit = state.Fits.Count;
        return new FitEstimatorJob($"fit/{fit}", fit, Samples(state), Math.Min(state.Spec.Estimator.ExtraArchitectures, RoomForMore(state)));
    }

    /// <summary>Why no architecture can keep the limit, or the device is of no use; else null.</summary>
    public static string? Halt(SearchState state)
    {
        if (state.WhyRefused(new NetworkRef(state.Floor)) is { } floorRefused) return $"Device {state.Spec.Device} can't run the smallest architecture {state.Floor}: {floorRefused}";
        if (state.WhyRefused(Reference(state)) is { } refused) return $"Device {state.Spec.Device} can't run the reference network {Reference(state)}: {refused}";
        double? floor = state.Best(new NetworkRef(state.Floor), MeasurePurpose.Floor)?.Measurement.MedianMilliseconds;
        if (floor is { } fastest && state.Spec.LatencyLimit.Milliseconds is { } limit && limit < fastest)
        {
            return $"latency-limit = {limit:0.####} ms is below the fastest architecture of space {state.Spec.Space.Name}: {state.Floor} takes {fastest:0.####} ms on {state.Spec.Device}."
                + $" Raise latency-limit to more than {fastest:0.####} ms, or choose a smaller space.";
        }

        return null;
    }

    /// <summary>The measurements that count, in the order of sampling.</summary>
    public static ImmutableArray<LatencySample> Samples(SearchState state) =>
    [
        .. state.Sampled
            .Select(architecture => (architecture, best: state.Best(new NetworkRef(architecture), MeasurePurpose.Sample)))
            .Where(pair => pair.best is not null)
            .Select(pair => new LatencySample(pair.architecture, pair.best!.Measurement.MedianMilliseconds)),
    ];

    /// <summary>Sample measurements since the reference network was last timed.</summary>
    public static ImmutableArray<Architecture> SinceReference(SearchState state) =>
    [
        .. state.Measurements
            .Skip(state.Measurements.FindLastIndex(m => m.Purpose == MeasurePurpose.Reference) + 1)
            .Where(m => m.Purpose == MeasurePurpose.Sample && !m.Doubted)
            .Select(m => m.Network.Architecture!.Value)
            .Distinct(),
    ];

    /// <summary>Whether all samples are measured and the reference network has been timed after the last.</summary>
    public static bool AllMeasured(SearchState state) =>
        state.Sampled.Count > 0
        && state.Sampled.All(architecture => !NeedsMeasuring(state, new NetworkRef(architecture), MeasurePurpose.Sample))
        && SinceReference(state).Length == 0;

    public static int RoomForMore(SearchState state) => Math.Max(0, state.Spec.Estimator.MaximumArchitectures - state.Sampled.Count);

    /// <summary>Whether a network has yet to be measured, or to be measured again since all its measurements are suspect and retries are left.</summary>
    internal static bool NeedsMeasuring(SearchState state, NetworkRef network, MeasurePurpose purpose)
    {
        if (state.WhyRefused(network) is not null) return false;
        var best = state.Best(network, purpose);
        if (best is null) return true;
        int tries = state.Measurements.Count(m => m.Network == network && m.Purpose == purpose && !m.Doubted);
        return best.Measurement.Suspicion is not null && tries <= state.Spec.Measure.Retries;
    }

    internal static ProfileJob Profile(SearchState state, NetworkRef network, MeasurePurpose purpose)
    {
        int repetition = state.Repetitions(network);
        return new ProfileJob($"profile/{purpose.ToString().ToLowerInvariant()}/{network}/{repetition}", network, repetition);
    }

    /// <summary>Before the first sample, after every few, and after the last.</summary>
    private static bool NeedsReference(SearchState state)
    {
        if (state.Best(Reference(state), MeasurePurpose.Reference) is null) return true;
        int since = SinceReference(state).Length;
        return since >= state.Spec.Measure.DriftEvery
            || (since > 0 && state.Sampled.All(architecture => !NeedsMeasuring(state, new NetworkRef(architecture), MeasurePurpose.Sample)));
    }
}
