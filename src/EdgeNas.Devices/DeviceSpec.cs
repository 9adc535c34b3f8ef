using EdgeNas.Devices.Simulated;

namespace EdgeNas.Devices;

/// <summary>A device as its file describes it.</summary>
/// <param name="Name">The name by which searches ask for it.</param>
/// <param name="Kind">What it is: <c>local-cpu</c> or <c>simulated</c>.</param>
public sealed record DeviceSpec(string Name, string Kind)
{
    /// <summary>Of a simulated device: what its networks take.</summary>
    public LatencyFormula Formula { get; init; } = LatencyFormula.Default;
}
