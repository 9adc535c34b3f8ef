using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>
/// A chain of segments: senders fill the last one, under a lock that is held for one store, and the actor drains the first without a lock. Drained segments are used again, so
/// that in steady state nothing is allocated, and an actor that has little to do holds little memory. What the actor writes for each message lies apart from what senders
/// write, or the processor that runs it and theirs would take a cache line from each other with every message.
/// </summary>
[StructLayout(LayoutKind.Explicit)]
internal sealed class UnboundedMessageQueue : IMessageQueue
{
    private const int CacheLine = 64;
    private const int FirstCapacity = 4;

    /// <summary>Segments up to here make place for larger ones, however few messages wait: an actor that has had some will have more.</summary>
    private const int CommonCapacity = 64;

    private const int LargestCapacity = 1024;

    /// <summary>Segments beyond these, left by a flood, are not kept.</summary>
    private const int KeptSegments = 8;

    // The actor's own; others only look.
    [FieldOffset(0)]
    private Segment? _head;
    [FieldOffset(8)]
    private Envelope[] _draining = [];
    [FieldOffset(16)]
    private int _next;
    [FieldOffset(20)]
    private int _end;

    // The senders', to be touched under the lock.
    [FieldOffset(24 + CacheLine)]
    private Segment? _tail;
    [FieldOffset(32 + CacheLine)]
    private Segment? _spares;
    [FieldOffset(40 + CacheLine)]
    private int _spareCount;
    [FieldOffset(44 + CacheLine)]
    private int _isLocked;

    public bool HasMessages => _next != _end || (Volatile.Read(ref _head) is { } head && (Volatile.Read(ref head.Filled) > _next || Volatile.Read(ref head.Next) is not null));

    public int Count
    {
        get
        {
            Lock();
            int count = -_next;
            for (var segment = _head; segment is not null; segment = segment.Next) count += segment.Filled;
            Unlock();
            return Math.Max(count, 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnqueue(in Envelope envelope)
    {
        Lock();
        var tail = _tail;
        if (tail is not null && tail.Filled < tail.Items.Length) tail.Add(envelope);
        else AddToNextSegment(envelope);
        Unlock();
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryDequeue(out Envelope envelope)
    {
        if (_next == _end && !Advance())
        {
            envelope = default;
            return false;
        }

        ref var slot = ref _draining[_next];
        envelope = slot;
        slot = default;
        _next++;
        return true;
    }

    /// <summary>Looks for what has come since; false if nothing has.</summary>
    private bool Advance()
    {
        if (Volatile.Read(ref _head) is not { } head) return false;
        int filled = Volatile.Read(ref head.Filled);
        if (filled == head.Items.Length && _next == filled)
        {
            if (Volatile.Read(ref head.Next) is not { } following) return false;
            Keep(head);
            _head = head = following;
            _next = 0;
            filled = Volatile.Read(ref head.Filled);
        }

        _draining = head.Items;
        _end = filled;
        return _next < filled;
    }

    private void AddToNextSegment(in Envelope envelope)
    {
        var tail = _tail;
        Segment added;
        if (_spares is { } spare)
        {
            _spares = spare.Next;
            _spareCount--;
            spare.Next = null;
            added = spare;
        }
        else
        {
            try
            {
                added = new Segment(tail is null ? FirstCapacity : Math.Min(tail.Items.Length * 2, LargestCapacity));
            }
            catch (OutOfMemoryException)
            {
                Unlock();
                throw;
            }
        }

        added.Add(envelope);
        _tail = added;
        if (tail is null) Volatile.Write(ref _head, added);
        else Volatile.Write(ref tail.Next, added);
    }

    /// <summary>Puts a segment aside that the actor has drained.</summary>
    private void Keep(Segment drained)
    {
        Lock();
        drained.Filled = 0;
        drained.Next = null;
        // While few wait, two segments take turns.
        if (_spareCount < KeptSegments && drained.Items.Length >= CommonCapacity)
        {
            drained.Next = _spares;
            _spares = drained;
            _spareCount++;
        }

        Unlock();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Lock()
    {
        if (Interlocked.Exchange(ref _isLocked, 1) != 0) WaitForLock();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Unlock() => Volatile.Write(ref _isLocked, 0);

    private void WaitForLock()
    {
        var wait = default(SpinWait);
        do
        {
            while (Volatile.Read(ref _isLocked) != 0) wait.SpinOnce(sleep1Threshold: -1);
        }
        while (Interlocked.Exchange(ref _isLocked, 1) != 0);
    }

    private sealed class Segment(int capacity)
    {
        public readonly Envelope[] Items = new Envelope[capacity];

        /// <summary>How many of them were ever stored; the actor may read so many.</summary>
        public int Filled;

        public Segment? Next;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(in Envelope envelope)
        {
            int at = Filled;
            Items[at] = envelope;
            Volatile.Write(ref Filled, at + 1);
        }
    }
}
