namespace Akka.Dispatch;

/// <summary>Runs mailboxes where a synchronization context runs what is posted to it.</summary>
internal sealed class SynchronizedDispatcher(MessageDispatcherConfigurator configurator, SynchronizationContext context) : MessageDispatcher(configurator)
{
    protected override void ExecuteTask(IRunnable run) => context.Post(static work => ((IRunnable)work!).Run(), run);

    protected override void Shutdown()
    {
    }
}
