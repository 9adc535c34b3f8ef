namespace Akka.TestKit;

#pragma warning disable CA1001 // The real one isn't disposable; its barrier holds nothing but memory.
/// <summary>Lets nobody pass until so many have come.</summary>
public class TestBarrier(TestKitBase testKit, int count, TimeSpan? defaultTimeout = null)
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _defaultTimeout = defaultTimeout ?? testKit.TestKitSettings.DefaultTimeout;
    private Barrier _barrier = new(count);

    public void Await() => Await(_defaultTimeout);

    /// <summary>Waits for the others, for so long at most.</summary>
    public void Await(TimeSpan timeout) => _barrier.SignalAndWait(testKit.Dilated(timeout));

    public void Reset()
    {
        _barrier.Dispose();
        _barrier = new Barrier(count);
    }
}
