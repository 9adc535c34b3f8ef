using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// Timers in a ring of slots, one slot per tick: adding and firing cost the same whatever the number of timers. One thread goes round; it sleeps until the
/// next tick that has something to fire, since a machine may hold a thousand systems that have little to do. A timer fires at the first tick after its delay, so
/// up to one tick late. Cancelled ones are let go within one round.
/// </summary>
/// <remarks>G. Varghese, T. Lauck: Hashed and hierarchical timing wheels (SOSP 1987), scheme 6.</remarks>
public sealed class HashedWheelTimerScheduler : SchedulerBase, IDisposable
{
    /// <summary>Slots that the thread passes over at most before it looks at what was added: so many are never added meanwhile that taking them makes timers late.</summary>
    private const int LongestSleep = 32;

    /// <summary>The thread doesn't sleep.</summary>
    private const long Awake = long.MinValue;

    private readonly ConcurrentQueue<Registration> _added = new();
    private readonly ManualResetEventSlim _wake = new(initialState: false, spinCount: 0);
    private readonly LinkedList<Registration>[] _wheel;
    private readonly long _tickTicks;
    private readonly TimeSpan _shutdownTimeout;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Thread _thread;

    /// <summary>The last tick that was fired or had nothing to fire.</summary>
    private long _tick;

    /// <summary>The tick until which the thread sleeps.</summary>
    private long _sleepsUntil = Awake;
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

    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) => InternalScheduleOnce(delay, action.Run, cancelable);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Add(initialDelay, interval, new ActionWork(action), cancelable);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        InternalScheduleRepeatedly(initialDelay, interval, action.Run, cancelable);

    private void Add(TimeSpan delay, TimeSpan interval, Work work, ICancelable? cancelable)
    {
        if (_stopped) throw new SchedulerException("cannot enqueue after timer shutdown");
        if (cancelable is { IsCancellationRequested: true }) return;
        Enqueue(new Registration(work, cancelable, interval) { Due = DueAfter(delay) });
    }

    private void Enqueue(Registration registration)
    {
        _added.Enqueue(registration);
        Interlocked.Increment(ref _pending);
        if (TickOf(registration.Due) < Volatile.Read(ref _sleepsUntil)) _wake.Set();
    }

    private void GoRound()
    {
        while (!_stopped)
        {
            TakeAdded();
            long now = MonotonicClock.Ticks / _tickTicks, next = NextTick();
            if (next <= now)
            {
                _tick = next;
                FireSlot(_wheel[next % _wheel.Length]);
            }
            else
            {
                _tick = Math.Max(_tick, now);
                SleepUntil(Volatile.Read(ref _pending) == 0 ? long.MaxValue : Math.Min(next, now + LongestSleep));
            }
        }
    }

    /// <summary>The next tick that may have something to fire.</summary>
    private long NextTick()
    {
        long tick = _tick + 1;
        while (tick < _tick + _wheel.Length && _wheel[tick % _wheel.Length].Count == 0) tick++;
        return tick;
    }

    /// <summary>Sleeps until a tick, or until something is added that is due before.</summary>
    private void SleepUntil(long tick)
    {
        _wake.Reset();
        Interlocked.Exchange(ref _sleepsUntil, tick);

        // What was added, and the end, that came before who brought them could see that this thread sleeps.
        if (_added.IsEmpty && !_stopped)
        {
            if (tick == long.MaxValue) _wake.Wait();
            else _wake.Wait(Math.Max(1, (int)Math.Ceiling((TimeSpan.FromTicks(tick * _tickTicks) - MonotonicClock).TotalMilliseconds)));
        }

        Interlocked.Exchange(ref _sleepsUntil, Awake);
    }

    private void TakeAdded()
    {
        while (_added.TryDequeue(out var registration))
        {
            registration.DueTick = Math.Max(_tick + 1, TickOf(registration.Due));
            _wheel[registration.DueTick % _wheel.Length].AddLast(registration);
        }
    }

    /// <summary>The first tick at which that much time has passed.</summary>
    private long TickOf(TimeSpan due) => (due.Ticks + _tickTicks - 1) / _tickTicks;

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
            Log.Error(error, "Error while executing scheduled task {0}", work);
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
