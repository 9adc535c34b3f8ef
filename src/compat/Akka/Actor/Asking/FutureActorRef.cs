using System.Diagnostics.CodeAnalysis;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>
/// Turns the first message that it gets into a task's result. It has a path, and a place below /temp, from the first time that somebody asks for it: most are only ever told
/// their answer.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The clock is disposed when the wait ends, however it ends.")]
internal sealed class FutureActorRef<T>(IActorRefProvider provider) : MinimalActorRef
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ActorPath? _path;
    private CancellationTokenSource? _clock;
    private CancellationTokenRegistration _timeout;
    private TimeSpan _limit;
    private CancellationTokenRegistration _cancellation;
    private HashSet<IInternalActorRef>? _watchers;

    public Task<T> Result => _result.Task;

    public override ActorPath Path => Volatile.Read(ref _path) ?? TakePlace();

    public override IActorRefProvider Provider => provider;

    public override bool IsTerminated => _result.Task.IsCompleted;

    /// <summary>Ends the wait after a time or with a token. To be called once, before the question is sent.</summary>
    /// <param name="limit">Zero or less for none.</param>
    public void EndWith(TimeSpan limit, CancellationToken cancellation)
    {
        if (limit > TimeSpan.Zero)
        {
            _limit = limit;
            _clock = new CancellationTokenSource(limit);
            _timeout = _clock.Token.UnsafeRegister(static (self, _) => ((FutureActorRef<T>)self!).TimeOut(), this);
        }

        if (cancellation.CanBeCanceled) _cancellation = cancellation.UnsafeRegister(static (self, token) => ((FutureActorRef<T>)self!).Cancel(token), this);
    }

    public override void SendSystemMessage(ISystemMessage message)
    {
        switch (message)
        {
            case DeathWatchNotification gone:
                // A watched actor's end is an answer as well.
                TellInternal(new Terminated(gone.Actor, gone.ExistenceConfirmed, gone.AddressTerminated), gone.Actor);
                break;
            case Watch watch when watch.Watchee.Equals(this):
                AddWatcher(watch.Watcher);
                break;
            case Unwatch unwatch when unwatch.Watchee.Equals(this):
                lock (_result) _watchers?.Remove(unwatch.Watcher);
                break;
        }
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
        // A failure is the answer itself only where one was asked for.
        bool fits = message is T && (message is not Status.Failure || typeof(T) != typeof(object));
        bool accepted = message switch
        {
            _ when fits => _result.TrySetResult((T)message),
            Status.Failure failure => _result.TrySetException(failure.Cause ?? new TaskCanceledException("Task cancelled by actor via Failure message.")),
            _ => _result.TrySetException(new ArgumentException($"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]")),
        };
        if (accepted) CleanUp();

        // A reply that nobody asked for is lost, like one that comes too late.
        if (accepted && (fits || message is Status.Failure)) return;
        if (!_result.Task.IsCanceled) provider.DeadLetters.Tell(message, this);
    }

    private ActorPath TakePlace()
    {
        lock (_result)
        {
            if (_path is not null) return _path;
            var path = provider.TempPath();
            provider.RegisterTempActor(this, path);
            Volatile.Write(ref _path, path);
        }

        // Answered meanwhile, by somebody who saw no place to give up.
        Interlocked.MemoryBarrier();
        if (_result.Task.IsCompleted) provider.UnregisterTempActor(_path);
        return _path;
    }

    private void AddWatcher(IInternalActorRef watcher)
    {
        lock (_result)
        {
            if (!_result.Task.IsCompleted)
            {
                (_watchers ??= []).Add(watcher);
                return;
            }
        }

        TellOfEnd(watcher);
    }

    private void TellOfEnd(IInternalActorRef watcher) =>
        watcher.SendSystemMessage(new DeathWatchNotification(this, existenceConfirmed: true, addressTerminated: false));

    private void TimeOut()
    {
        if (_result.TrySetException(new AskTimeoutException(FormattableString.Invariant($"Timeout after {_limit.TotalSeconds:F2} seconds")))) CleanUp();
    }

    private void Cancel(CancellationToken token)
    {
        if (_result.TrySetCanceled(token)) CleanUp();
    }

    private void CleanUp()
    {
        _timeout.Unregister();
        _cancellation.Unregister();
        _clock?.Dispose();
        Interlocked.MemoryBarrier();
        if (_path is not { } path) return;
        provider.UnregisterTempActor(path);

        // Whoever watches has asked for the path.
        HashSet<IInternalActorRef>? watchers;
        lock (_result) (watchers, _watchers) = (_watchers, null);
        foreach (var watcher in watchers ?? []) TellOfEnd(watcher);
    }
}
