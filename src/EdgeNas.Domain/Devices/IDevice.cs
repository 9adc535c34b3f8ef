using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Devices;

/// <summary>Something that times networks. Not thread-safe: its one user has it alone.</summary>
public interface IDevice
{
    DeviceIdentity Identity { get; }

    /// <summary>Whether measuring needs this machine's processors to itself, so that training here has to wait meanwhile.</summary>
    bool SharesMachine { get; }

    /// <summary>Times one network. Blocks; call it on a thread of its own.</summary>
    /// <param name="repetition">0 for the first measurement of this network, counting up; a simulated device derives its noise from it.</param>
    /// <exception cref="EdgeNasException">The device can't run the network or doesn't answer.</exception>
    Measurement Measure(Network network, int repetition, CancellationToken cancellation);
}
