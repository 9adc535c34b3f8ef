namespace EdgeNas.Domain.Devices;

/// <summary>
/// Keeps training and measuring apart on one machine: a measurement takes the gate, and training waits for it at its next step boundary.
/// A waiting measurement goes first. Thread-safe; both sides block their own threads, never an actor's.
/// </summary>
/// <param name="others">Keeps other processes of the machine apart too; null where there are none.</param>
public sealed class MachineGate(IMachineLock? others = null)
{
    private readonly object _state = new();
    private int _steps;
    private int _waitingMeasurements;
    private bool _measuring;
    private int _waiting;

    /// <summary>Threads that wait at the gate just now.</summary>
    internal int Waiting
    {
        get
        {
            lock (_state) return _waiting;
        }
    }

    /// <summary>Marks one step of training; dispose it at the step's end. Waits while a measurement has the machine or wants it.</summary>
    public IDisposable Step(CancellationToken cancellation)
    {
        lock (_state)
        {
            WaitUntil(() => !_measuring && _waitingMeasurements == 0, cancellation);
            _steps++;
        }

        return With(others is null ? null : others.Share, () => _steps--, cancellation);
    }

    /// <summary>The machine for one measurement; dispose it at the end. Waits for the steps under way, and for other measurements.</summary>
    public IDisposable Measure(CancellationToken cancellation)
    {
        lock (_state)
        {
            _waitingMeasurements++;
            try
            {
                WaitUntil(() => !_measuring && _steps == 0, cancellation);
                _measuring = true;
            }
            finally
            {
                _waitingMeasurements--;
                Monitor.PulseAll(_state);
            }
        }

        return With(others is null ? null : others.Hold, () => _measuring = false, cancellation);
    }

    /// <summary>Asks the other processes too; given back in the opposite order.</summary>
    private Release With(Func<CancellationToken, IDisposable>? ask, Action giveBack, CancellationToken cancellation)
    {
        try
        {
            var granted = ask?.Invoke(cancellation);
            return new Release(() =>
            {
                granted?.Dispose();
                Change(giveBack);
            });
        }
        catch
        {
            Change(giveBack);
            throw;
        }
    }

    private void WaitUntil(Func<bool> condition, CancellationToken cancellation)
    {
        var wake = cancellation.Register(() => Change(() => { }));
        try
        {
            while (!condition())
            {
                cancellation.ThrowIfCancellationRequested();
                _waiting++;
                Monitor.Wait(_state);
                _waiting--;
            }

            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            // Not Dispose, which would wait for a callback that is waiting for the lock held here.
            wake.Unregister();
        }
    }

    private void Change(Action change)
    {
        lock (_state)
        {
            change();
            Monitor.PulseAll(_state);
        }
    }

    private sealed class Release(Action action) : IDisposable
    {
        private Action? _action = action;

        public void Dispose() => Interlocked.Exchange(ref _action, null)?.Invoke();
    }
}
