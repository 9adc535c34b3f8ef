namespace Akka.Actor;

/// <summary>A <see cref="ICancelable"/> whose delays are measured by a scheduler.</summary>
public class Cancelable : ICancelable, IDisposable
{
    private readonly IActionScheduler _scheduler;
    private readonly Lock _gate = new();
    private CancellationTokenSource? _source;
    private volatile bool _cancelled;

    public Cancelable(IActionScheduler scheduler) => _scheduler = scheduler;

    public Cancelable(IActionScheduler scheduler, TimeSpan delay)
        : this(scheduler) => CancelAfter(delay);

    public Cancelable(IScheduler scheduler)
        : this(scheduler.Advanced)
    {
    }

    public Cancelable(IScheduler scheduler, TimeSpan delay)
        : this(scheduler.Advanced, delay)
    {
    }

    public Cancelable(IScheduler scheduler, int millisecondsDelay)
        : this(scheduler.Advanced, TimeSpan.FromMilliseconds(millisecondsDelay))
    {
    }

    public bool IsCancellationRequested => _cancelled;

    public bool IsDisposed { get; private set; }

    /// <summary>Made when it is first asked for: few who cancel timers need it.</summary>
    public CancellationToken Token
    {
        get
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(IsDisposed, this);
                if (_source is null)
                {
                    _source = new CancellationTokenSource();
                    if (_cancelled) _source.Cancel();
                }

                return _source.Token;
            }
        }
    }

    /// <summary>One that is cancelled already.</summary>
    public static ICancelable CreateCanceled()
    {
        var cancelled = new Cancelable((IActionScheduler)null!);
        cancelled.Cancel();
        return cancelled;
    }

    /// <summary>One that is cancelled with any of the others.</summary>
    public static ICancelable CreateLinkedCancelable(IScheduler scheduler, params ICancelable[] cancelables) => CreateLinkedCancelable(scheduler.Advanced, cancelables);

    public static ICancelable CreateLinkedCancelable(IActionScheduler scheduler, params ICancelable[] cancelables)
    {
        var linked = new Cancelable(scheduler);
        foreach (var cancelable in cancelables) cancelable.Token.Register(linked.Cancel);
        return linked;
    }

    public static ICancelable CreateLinkedCancelable(IScheduler scheduler, params CancellationToken[] cancellationTokens) =>
        CreateLinkedCancelable(scheduler.Advanced, cancellationTokens);

    public static ICancelable CreateLinkedCancelable(IActionScheduler scheduler, params CancellationToken[] cancellationTokens)
    {
        var linked = new Cancelable(scheduler);
        foreach (var token in cancellationTokens) token.Register(linked.Cancel);
        return linked;
    }

    public void Cancel() => Cancel(false);

    public void Cancel(bool throwOnFirstException)
    {
        CancellationTokenSource? source;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            if (_cancelled) return;
            _cancelled = true;
            source = _source;
        }

        source?.Cancel(throwOnFirstException);
    }

    public void CancelAfter(TimeSpan delay)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (_cancelled) return;
        _scheduler.ScheduleOnce(delay, () =>
        {
            if (!IsDisposed) Cancel();
        });
    }

    public void CancelAfter(int millisecondsDelay) => CancelAfter(TimeSpan.FromMilliseconds(millisecondsDelay));

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        lock (_gate)
        {
            IsDisposed = true;
            _source?.Dispose();
        }
    }
}
