namespace Akka.Remote.Amqp;

/// <summary>The frames of one channel that the broker has got but not confirmed; bounds how many there may be. Thread safe.</summary>
internal sealed class Unconfirmed(int window) : IDisposable
{
    private readonly SemaphoreSlim _room = new(window);
    private readonly Dictionary<ulong, OutboundFrame> _frames = [];
    private ulong _next = 1;
    private ulong _lowest = 1;

    public int Count
    {
        get
        {
            lock (_frames) return _frames.Count;
        }
    }

    public Task WaitForRoomAsync(CancellationToken cancellation) => _room.WaitAsync(cancellation);

    /// <summary>Waits until nothing is left; nothing may be added meanwhile.</summary>
    public async Task WaitForAllAsync(CancellationToken cancellation)
    {
        for (int slot = 0; slot < window; slot++) await _room.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Notes the frame that is published next.</summary>
    public void Add(OutboundFrame frame)
    {
        lock (_frames) _frames[_next++] = frame;
    }

    /// <summary>The broker has answered for one frame, or for all up to it.</summary>
    /// <returns>The frames that were meant.</returns>
    public IReadOnlyList<OutboundFrame> Confirm(ulong tag, bool multiple)
    {
        List<OutboundFrame> confirmed = [];
        lock (_frames)
        {
            if (multiple)
            {
                for (; _lowest <= tag; _lowest++)
                {
                    if (_frames.Remove(_lowest, out var frame)) confirmed.Add(frame);
                }
            }
            else if (_frames.Remove(tag, out var frame))
            {
                confirmed.Add(frame);
            }
        }

        if (confirmed.Count > 0) _room.Release(confirmed.Count);
        return confirmed;
    }

    public void Dispose() => _room.Dispose();
}
