namespace Akka.TestKit;

#pragma warning disable CA1001 // The real one isn't disposable; its count holds nothing but memory.
/// <summary>Opens when it has been counted down so often; until then, who asks for it waits.</summary>
public class TestLatch
{
    private readonly CountdownEvent _count;
    private readonly Func<TimeSpan, TimeSpan> _dilate;
    private readonly TimeSpan _defaultTimeout;

    public TestLatch()
        : this(1)
    {
    }

    public TestLatch(int count)
        : this(count, DefaultTimeout)
    {
    }

    public TestLatch(int count, TimeSpan defaultTimeout)
        : this(static duration => duration, defaultTimeout, count)
    {
    }

    protected internal TestLatch(Func<TimeSpan, TimeSpan> dilate, TimeSpan defaultTimeout, int count)
    {
        _dilate = dilate;
        _defaultTimeout = defaultTimeout;
        _count = new CountdownEvent(count);
    }

    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    public bool IsOpen => _count.IsSet;

    /// <exception cref="InvalidOperationException">It is open already.</exception>
    public void CountDown() => _count.Signal();

    public void Open()
    {
        while (!_count.IsSet) _count.Signal();
    }

    public void Reset() => _count.Reset();

    /// <exception cref="TimeoutException">It didn't open in time.</exception>
    public void Ready() => Ready(_defaultTimeout);

    /// <exception cref="ArgumentException">The time-out has no end.</exception>
    /// <exception cref="TimeoutException">It didn't open in time.</exception>
    public void Ready(TimeSpan timeout)
    {
        if (timeout == TimeSpan.MaxValue) throw new ArgumentException($"TestLatch does not support waiting for {timeout}");
        if (!_count.Wait(_dilate(timeout))) throw new TimeoutException($"Timeout of {timeout}");
    }
}
