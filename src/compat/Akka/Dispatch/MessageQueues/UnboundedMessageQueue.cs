using System.Runtime.CompilerServices;
using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>
/// Two arrays: senders fill one, the actor drains the other, and when that is empty they change places. A sender holds the lock for one store, the actor takes it once for
/// all that has come meanwhile. In steady state nothing is allocated, and an actor that has little to do holds little memory.
/// </summary>
internal sealed class UnboundedMessageQueue : IMessageQueue
{
    private const int FirstCapacity = 4;

    /// <summary>Longer arrays, left by a flood, are not kept.</summary>
    private const int KeptCapacity = 8192;

    private Envelope[] _filling = [];
    private int _filled;
    private int _isLocked;

    // The actor's own; others only look.
    private Envelope[] _draining = [];
    private int _next;
    private int _end;

    public bool HasMessages => _next != _end || Volatile.Read(ref _filled) > 0;

    public int Count => _end - _next + Volatile.Read(ref _filled);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnqueue(in Envelope envelope)
    {
        Lock();
        int at = _filled;
        var filling = _filling;
        if (at == filling.Length) filling = Grow();
        filling[at] = envelope;
        _filled = at + 1;
        Volatile.Write(ref _isLocked, 0);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryDequeue(out Envelope envelope)
    {
        if (_next == _end && !ChangePlaces())
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

    private bool ChangePlaces()
    {
        if (Volatile.Read(ref _filled) == 0) return false;
        var drained = _draining.Length <= KeptCapacity ? _draining : [];
        _next = 0;
        Lock();
        _draining = _filling;
        _filling = drained;
        _end = _filled;
        _filled = 0;
        Volatile.Write(ref _isLocked, 0);
        return true;
    }

    private Envelope[] Grow()
    {
        try
        {
            Array.Resize(ref _filling, Math.Max(FirstCapacity, _filling.Length * 2));
            return _filling;
        }
        catch (OutOfMemoryException)
        {
            Volatile.Write(ref _isLocked, 0);
            throw;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Lock()
    {
        if (Interlocked.Exchange(ref _isLocked, 1) != 0) WaitForLock();
    }

    private void WaitForLock()
    {
        var wait = default(SpinWait);
        do
        {
            while (Volatile.Read(ref _isLocked) != 0) wait.SpinOnce(sleep1Threshold: -1);
        }
        while (Interlocked.Exchange(ref _isLocked, 1) != 0);
    }
}
