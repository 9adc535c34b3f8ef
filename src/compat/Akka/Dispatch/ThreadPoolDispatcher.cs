namespace Akka.Dispatch;

/// <summary>Runs mailboxes on the process's thread pool.</summary>
internal sealed class ThreadPoolDispatcher(MessageDispatcherConfigurator configurator) : MessageDispatcher(configurator)
{
    private const int LocalTurns = 31;

    [ThreadStatic]
    private static int _turn;

    protected override void ExecuteTask(IRunnable run)
    {
        // A thread's own queue keeps caches warm, but two actors that keep each other busy would never let the shared queue have its turn.
        bool preferLocal = (++_turn & LocalTurns) != 0;
        if (run is Mailbox mailbox) ThreadPool.UnsafeQueueUserWorkItem(mailbox, preferLocal);
        else ThreadPool.UnsafeQueueUserWorkItem(static work => work.Run(), run, preferLocal);
    }

    protected override void Shutdown()
    {
    }
}
