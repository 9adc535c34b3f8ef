using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch.MessageQueues;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>
/// Queue and state of one actor. Any thread posts; whoever turns it from idle to scheduled queues one piece of work with the dispatcher, which then
/// handles all system messages and up to a dispatcher's throughput of messages.
/// </summary>
internal sealed class Mailbox(ActorCell cell, MessageDispatcher dispatcher, IMessageQueue queue) : IRunnable, IThreadPoolWorkItem
{
    private const int Closed = 1;
    private const int Scheduled = 2;
    private const int Awaiting = 4;
    private const int SuspendUnit = 8;

    /// <summary>Stands in a closed mailbox for the queue of system messages.</summary>
    private static readonly NoMessage _closedQueue = new();

    /// <summary>What the actor put back, last one first; touched by the actor's own thread alone.</summary>
    private Stack<Envelope>? _front;
    private SystemMessage? _system;
    private int _status;

    public MessageDispatcher Dispatcher { get; } = dispatcher;

    public bool IsClosed => (Volatile.Read(ref _status) & Closed) != 0;

    /// <summary>True while no message may be handled: after a failure, by a parent's failure, or while an asynchronous handler runs.</summary>
    public bool IsSuspended => Volatile.Read(ref _status) is var status && (status & Closed) == 0 && status >= Awaiting;

    /// <summary>True while an asynchronous handler runs.</summary>
    public bool IsAwaiting => (Volatile.Read(ref _status) & Awaiting) != 0;

    /// <summary>How often the actor was suspended and not yet resumed, asynchronous handlers not counted.</summary>
    public int SuspendCount => Volatile.Read(ref _status) / SuspendUnit;

    public bool HasMessages => _front is { Count: > 0 } || queue.HasMessages;

    public bool HasSystemMessages => Volatile.Read(ref _system) is { } head && head != _closedQueue;

    public int NumberOfMessages => (_front?.Count ?? 0) + queue.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Post(in Envelope envelope)
    {
        if (IsClosed || !queue.TryEnqueue(envelope))
        {
            ToDeadLetters(envelope);
            return;
        }

        // The message must be visible before the state is read, or a mailbox that is just becoming idle would miss it.
        Interlocked.MemoryBarrier();
        if ((_status & (Scheduled | Closed)) != Scheduled) ScheduleOrDrain();
    }

    /// <summary>Puts a message before all others; only from within the actor.</summary>
    public void EnqueueFirst(in Envelope envelope) => (_front ??= new Stack<Envelope>()).Push(envelope);

    public void PostSystem(SystemMessage message)
    {
        var head = Volatile.Read(ref _system);
        while (true)
        {
            if (head == _closedQueue)
            {
                cell.HandleDeadSystemMessage(message);
                return;
            }

            message.Next = head;
            var seen = Interlocked.CompareExchange(ref _system, message, head);
            if (seen == head) break;
            head = seen;
        }

        Schedule();
    }

    public void Suspend() => Change(SuspendUnit);

    public void Resume()
    {
        if (SuspendCount > 0) Change(-SuspendUnit);
        Schedule();
    }

    /// <summary>Holds messages back until an asynchronous handler has ended.</summary>
    public void BeginAwait() => Interlocked.Or(ref _status, Awaiting);

    public void EndAwait()
    {
        Interlocked.And(ref _status, ~Awaiting);
        Schedule();
    }

    /// <summary>Queues this mailbox with its dispatcher if there is something it may handle.</summary>
    public void Schedule()
    {
        int status = Volatile.Read(ref _status);
        while ((status & (Scheduled | Closed)) == 0 && (HasSystemMessages || (status < Awaiting && HasMessages)))
        {
            int seen = Interlocked.CompareExchange(ref _status, status | Scheduled, status);
            if (seen == status)
            {
                Dispatcher.Execute(this);
                return;
            }

            status = seen;
        }
    }

    public void Run()
    {
        var outer = InternalCurrentActorCellKeeper.Current;
        var context = SynchronizationContext.Current;
        if (context is not null) SynchronizationContext.SetSynchronizationContext(null);
        InternalCurrentActorCellKeeper.Current = cell;
        try
        {
            if (!IsClosed)
            {
                HandleSystemMessages();
                HandleMessages();
            }
        }
        finally
        {
            InternalCurrentActorCellKeeper.Current = outer;
            if (context is not null) SynchronizationContext.SetSynchronizationContext(context);
            Interlocked.And(ref _status, ~Scheduled);
            Schedule();
        }
    }

    void IThreadPoolWorkItem.Execute() => Run();

    /// <summary>Ends the mailbox: what it holds and what comes later goes to the dead letters. Called by the actor's own thread.</summary>
    public void Close()
    {
        Interlocked.Or(ref _status, Closed);
        for (var message = Reverse(Interlocked.Exchange(ref _system, _closedQueue)); message is not null;)
        {
            var next = message.Next;
            message.Next = null;
            if (message != _closedQueue) cell.HandleDeadSystemMessage(message);
            message = next;
        }

        while (_front is not null && _front.TryPop(out var first)) ToDeadLetters(first);
        Drain();
    }

    private void ScheduleOrDrain()
    {
        if (IsClosed) Drain();
        else Schedule();
    }

    /// <summary>Empties the queue of a closed mailbox. Whoever finds it closed after having posted does so, and several may at once.</summary>
    private void Drain()
    {
        while (true)
        {
            Envelope left;
            lock (queue)
            {
                if (!queue.TryDequeue(out left)) return;
            }

            ToDeadLetters(left);
        }
    }

    private void ToDeadLetters(in Envelope envelope) => cell.ToDeadLetters(envelope);

    private void Change(int by)
    {
        int status = Volatile.Read(ref _status);
        while ((status & Closed) == 0)
        {
            int seen = Interlocked.CompareExchange(ref _status, status + by, status);
            if (seen == status) return;
            status = seen;
        }
    }

    private void HandleSystemMessages()
    {
        while (TakeSystemMessages() is { } taken)
        {
            for (var message = Reverse(taken); message is not null;)
            {
                var next = message.Next;
                message.Next = null;
                if (IsClosed) cell.HandleDeadSystemMessage(message);
                else cell.SystemInvoke(message);
                message = next;
            }
        }
    }

    private SystemMessage? TakeSystemMessages()
    {
        var head = Volatile.Read(ref _system);
        while (head is not null && head != _closedQueue)
        {
            var seen = Interlocked.CompareExchange(ref _system, null, head);
            if (seen == head) return head;
            head = seen;
        }

        return null;
    }

    private void HandleMessages()
    {
        int left = Dispatcher.Throughput;
        long deadline = Dispatcher.DeadlineTicks == 0 ? long.MaxValue : Environment.TickCount64 + Dispatcher.DeadlineTicks;
        while ((Volatile.Read(ref _status) & ~Scheduled) == 0 && TryDequeue(out var envelope))
        {
            cell.Invoke(envelope);
            if (Volatile.Read(ref _system) is not null) HandleSystemMessages();
            if (--left <= 0 || (deadline != long.MaxValue && Environment.TickCount64 >= deadline)) return;
        }
    }

    private bool TryDequeue(out Envelope envelope) => (_front is { Count: > 0 } && _front.TryPop(out envelope)) || queue.TryDequeue(out envelope);

    private static SystemMessage? Reverse(SystemMessage? head)
    {
        SystemMessage? reversed = null;
        while (head is not null)
        {
            var next = head.Next;
            head.Next = reversed;
            reversed = head;
            head = next;
        }

        return reversed;
    }
}
