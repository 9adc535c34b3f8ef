namespace EdgeNas.Devices.Simulated;

/// <summary>A clock in nanoseconds that stands still but for being advanced.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private long _nanoseconds;

    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => _nanoseconds;

    public void Advance(long nanoseconds) => _nanoseconds += nanoseconds;
}
