using System.Collections.Concurrent;

namespace Akka.Dispatch;

/// <summary>Runs mailboxes on threads of its own, so that actors that block or compute do not take the pool's.</summary>
/// <param name="endsWhenDeserted">True where the threads belong to one actor.</param>
internal sealed class DedicatedThreadsDispatcher : MessageDispatcher
{
    private readonly BlockingCollection<IRunnable> _work = [];
    private readonly bool _endsWhenDeserted;

    public DedicatedThreadsDispatcher(MessageDispatcherConfigurator configurator, int threads, bool endsWhenDeserted)
        : base(configurator)
    {
        _endsWhenDeserted = endsWhenDeserted;
        for (int index = 0; index < threads; index++)
        {
            new Thread(RunAll) { IsBackground = true, Name = $"{Id}_{index}" }.Start();
        }
    }

    protected override void ExecuteTask(IRunnable run)
    {
        try
        {
            _work.Add(run);
        }
        catch (InvalidOperationException)
        {
            // The threads have ended with their actor or system; a last message still has to reach the dead letters.
            ThreadPool.UnsafeQueueUserWorkItem(static work => work.Run(), run, preferLocal: false);
        }
    }

    protected override void Shutdown() => _work.CompleteAdding();

    private protected override void OnDeserted()
    {
        if (_endsWhenDeserted) Shutdown();
    }

    private void RunAll()
    {
        foreach (var work in _work.GetConsumingEnumerable()) work.Run();
    }
}
