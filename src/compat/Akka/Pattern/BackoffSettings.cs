using Akka.Actor;

namespace Akka.Pattern;

internal sealed record BackoffSettings(Props ChildProps, string ChildName, TimeSpan MinBackoff, TimeSpan MaxBackoff, double RandomFactor)
{
    private const int LongestDoubling = 30;

    public IBackoffReset Reset { get; init; } = new AutoReset(MinBackoff);

    public OneForOneStrategy Strategy { get; init; } = new(SupervisorStrategy.DefaultDecider);

    public object? ReplyWhileStopped { get; init; }

    public Func<object, bool>? FinalStopMessage { get; init; }

    public void Validate()
    {
        if (MinBackoff <= TimeSpan.Zero) throw new ArgumentException("MinBackoff must be greater than 0");
        if (MaxBackoff < MinBackoff) throw new ArgumentException("MaxBackoff must be greater than MinBackoff");
        if (RandomFactor is < 0.0 or > 1.0) throw new ArgumentException("RandomFactor must be between 0.0 and 1.0");
    }

    /// <summary>The delay before the restart that follows on <paramref name="restarts"/> others.</summary>
    public TimeSpan DelayAfter(int restarts)
    {
        if (restarts >= LongestDoubling) return MaxBackoff;
        double doubled = Math.Min(MaxBackoff.Ticks, MinBackoff.Ticks * Math.Pow(2, restarts));
        double prolonged = doubled * (1.0 + (Random.Shared.NextDouble() * RandomFactor));
        return prolonged >= TimeSpan.MaxValue.Ticks ? MaxBackoff : TimeSpan.FromTicks((long)prolonged);
    }
}
