using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// Timers in a ring of slots, one slot per tick: adding and firing cost the same whatever the number of timers. One thread goes round; it sleeps while
/// nothing is pending. A timer fires at the first tick after its delay, so up to one tick late. Cancelled ones are let go within one round.
/// </summary>
/// <remarks>G. Varghese, T. Lauck: Hashed and hierarchical timing wheels (SOSP 1987), scheme 6.</remarks>
public class HashedWheelTimerScheduler : SchedulerBase, IDisposable
{
    private readonly ConcurrentQueue<Registration> _added = new();
    private readonly ManualResetEventSlim _wake = new();
    private readonly LinkedList<Registration>[] _wheel;
    private readonly long _tickTicks;
    private readonly TimeSpan _shutdownTimeout;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Thread _thread;
    private long _tick;
    private int _pending;
    private volatile bool _stopped;

    public HashedWheelTimerScheduler(Config scheduler, ILoggingAdapter log)
        : base(scheduler, log)
    {
        int slots = scheduler.GetInt("ticks-per-wheel", 512);
        var tick = scheduler.GetTimeSpan("tick-duration", TimeSpan.FromMilliseconds(10));
        if (slots <= 0) throw new ArgumentOutOfRangeException(nameof(scheduler), slots, $"akka.scheduler.ticks-per-wheel is {slots}; expected more than 0.");
        if (tick < TimeSpan.FromMilliseconds(1)) throw new ArgumentOutOfRangeException(nameof(scheduler), tick, $"akka.scheduler.tick-duration is {tick}; expected at least 1 ms.");
        _tickTicks = tick.Ticks;
        _shutdownTimeout = scheduler.GetTimeSpan("shutdown-timeout", TimeSpan.FromSeconds(5));
        _wheel = new LinkedList<Registration>[slots];
        for (int index = 0; index < slots; index++) _wheel[index] = new LinkedList<Registration>();
        _thread = new Thread(GoRound) { IsBackground = true, Name = "akka-scheduler" };
        _thread.Start();
    }

    public override TimeSpan MonotonicClock => Stopwatch.GetElapsedTime(_start);

    public override TimeSpan HighResMonotonicClock => MonotonicClock;

    protected override DateTimeOffset TimeNow => DateTimeOffset.Now;

    public void Dispose()
    {
        _stopped = true;
        _wake.Set();
        if (Thread.CurrentThread != _thread && !_thread.Join(_shutdownTimeout)) Log.Warning("The scheduler's thread is still busy after {0}.", _shutdownTimeout);
        GC.SuppressFinalize(this);
    }

    protected override void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(delay, TimeSpan.Zero, new TellWork(receiver, message, sender), cancelable);

    protected override void InternalScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(initialDelay, interval, new TellWork(receiver, message, sender), cancelable);

    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => Add(delay, TimeSpan.Zero, new ActionWork(action), cancelable);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Add(initialDelay, interval, new ActionWork(action), cancelable);

    private void Add(TimeSpan delay, TimeSpan interval, Work work, ICancelable? cancelable)
    {
        if (_stopped) throw new SchedulerException("cannot enqueue after timer shutdown");
        if (cancelable is { IsCancellationRequested: true }) return;
        if (delay == TimeSpan.Zero)
        {
            Run(work);
            if (interval == TimeSpan.Zero) return;
            delay = interval;
        }

        Enqueue(new Registration(work, cancelable, interval) { Due = DueAfter(delay) });
    }

    private void Enqueue(Registration registration)
    {
        _added.Enqueue(registration);
        if (Interlocked.Increment(ref _pending) == 1) _wake.Set();
    }

    private void GoRound()
    {
        while (!_stopped)
        {
            if (Volatile.Read(ref _pending) == 0)
            {
                _wake.Wait();
                _wake.Reset();
                _tick = MonotonicClock.Ticks / _tickTicks;
                continue;
            }

            long nextTick = (_tick + 1) * _tickTicks, now = MonotonicClock.Ticks;
            if (now < nextTick)
            {
                Thread.Sleep(TimeSpan.FromTicks(nextTick - now));
                continue;
            }

            _tick++;
            TakeAdded();
            FireSlot(_wheel[_tick % _wheel.Length]);
        }
    }

    private void TakeAdded()
    {
        while (_added.TryDequeue(out var registration))
        {
            registration.DueTick = Math.Max(_tick, (registration.Due.Ticks + _tickTicks - 1) / _tickTicks);
            _wheel[registration.DueTick % _wheel.Length].AddLast(registration);
        }
    }

    private void FireSlot(LinkedList<Registration> slot)
    {
        for (var node = slot.First; node is not null;)
        {
            var next = node.Next;
            var registration = node.Value;
            bool cancelled = registration.Cancelable is { IsCancellationRequested: true };
            if (cancelled || registration.DueTick <= _tick)
            {
                slot.Remove(node);
                if (!cancelled) Fire(registration);
                Interlocked.Decrement(ref _pending);
            }

            node = next;
        }
    }

    private void Fire(Registration registration)
    {
        bool succeeded = Run(registration.Work);
        if (registration.Interval == TimeSpan.Zero || !succeeded) return;

        // Counted from when it was due, so that a period does not drift.
        registration.Due += registration.Interval;
        Enqueue(registration);
    }

    [SuppressMessage("Design", "CA1031", Justification = "One failing action must not end the timers of all others; it is logged.")]
    private bool Run(Work work)
    {
        try
        {
            work.Run();
            return true;
        }
        catch (Exception error)
        {
            Log.Error(error, "A scheduled action failed.");
            return false;
        }
    }

    /// <summary>The end of time for delays that reach beyond it.</summary>
    private TimeSpan DueAfter(TimeSpan delay)
    {
        var now = MonotonicClock;
        var latest = TimeSpan.MaxValue - TimeSpan.FromTicks(_tickTicks);
        return delay < latest - now ? now + delay : latest;
    }

    private abstract record Work
    {
        public abstract void Run();
    }

    private sealed record TellWork(ICanTell Receiver, object Message, IActorRef? Sender) : Work
    {
        public override void Run() => Receiver.Tell(Message, Sender);
    }

    private sealed record ActionWork(Action Action) : Work
    {
        public override void Run() => Action();
    }

    private sealed class Registration(Work work, ICancelable? cancelable, TimeSpan interval)
    {
        public Work Work { get; } = work;

        public ICancelable? Cancelable { get; } = cancelable;

        public TimeSpan Interval { get; } = interval;

        public TimeSpan Due { get; set; }

        public long DueTick { get; set; }
    }
}
