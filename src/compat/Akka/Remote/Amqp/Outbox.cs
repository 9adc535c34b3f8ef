using System.Threading.Channels;

namespace Akka.Remote.Amqp;

/// <summary>What waits for the broker, in the order it was sent. Bounded: whoever sends into a full one waits a moment, which slows senders down to the broker's pace. Thread safe.</summary>
internal sealed class Outbox(int maximumFrames, long maximumBytes, TimeSpan wait)
{
    private readonly Channel<OutboundFrame> _waiting = Channel.CreateUnbounded<OutboundFrame>(new UnboundedChannelOptions { SingleReader = true });
    private readonly object _space = new();
    private int _frames;
    private long _bytes;

    public int Count => Volatile.Read(ref _frames);

    /// <param name="mayWait">False where waiting can't help because there is no broker.</param>
    /// <returns>False if there was no room in time, or the outbox has been closed.</returns>
    public bool TryAdd(OutboundFrame frame, bool mayWait)
    {
        long deadline = Environment.TickCount64 + (long)wait.TotalMilliseconds;
        lock (_space)
        {
            while (_frames >= maximumFrames || _bytes + frame.Body.Length > maximumBytes)
            {
                long left = deadline - Environment.TickCount64;
                if (!mayWait || left <= 0 || !Monitor.Wait(_space, (int)left)) return false;
            }

            if (!_waiting.Writer.TryWrite(frame)) return false;
            _frames++;
            _bytes += frame.Body.Length;
            return true;
        }
    }

    /// <summary>Waits for a frame without taking it.</summary>
    /// <returns>Null once the outbox is closed and empty.</returns>
    public async ValueTask<OutboundFrame?> PeekAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (_waiting.Reader.TryPeek(out var frame)) return frame;
            if (!await _waiting.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false)) return null;
        }
    }

    /// <summary>Takes the frame that was seen last.</summary>
    public void Remove()
    {
        if (!_waiting.Reader.TryRead(out var frame)) return;
        lock (_space)
        {
            _frames--;
            _bytes -= frame.Body.Length;
            Monitor.PulseAll(_space);
        }
    }

    public void Close() => _waiting.Writer.TryComplete();
}
