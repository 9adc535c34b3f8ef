using System.Threading.Channels;

namespace EdgeNas.Actors.Workers;

/// <summary>A thread that does one thing after the other: jobs block for as long as they take, and a thread for each would cost more than a short job. It starts with the first.</summary>
internal sealed class WorkThread
{
    private readonly Channel<Action> _work = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private Thread? _thread;

    /// <param name="work">Must not throw.</param>
    public void Do(Action work)
    {
        if (_thread is null)
        {
            _thread = new Thread(Work) { IsBackground = true, Name = "work" };
            _thread.Start();
        }

        _work.Writer.TryWrite(work);
    }

    /// <summary>Lets the thread end after what it is at.</summary>
    public void End() => _work.Writer.TryComplete();

    private void Work()
    {
        while (_work.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_work.Reader.TryRead(out var work)) work();
        }
    }
}
