using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Gives mailboxes threads to run on.</summary>
public abstract class MessageDispatcher
{
    private long _inhabitants;

    protected MessageDispatcher(MessageDispatcherConfigurator configurator)
    {
        Configurator = configurator;
        Id = configurator.Config.GetString("id", "");
        Throughput = Math.Max(1, configurator.Config.GetInt("throughput", DefaultThroughput));
        var deadline = configurator.Config.GetTimeSpan("throughput-deadline-time", TimeSpan.Zero);
        ThroughputDeadlineTime = deadline > TimeSpan.Zero ? deadline.Ticks : null;
        DeadlineTicks = (long)deadline.TotalMilliseconds;
    }

    public static readonly int DefaultThroughput = 100;

    public MessageDispatcherConfigurator Configurator { get; }

    public string Id { get; protected set; }

    /// <summary>Messages that one actor handles at most before others get their turn.</summary>
    public int Throughput { get; set; }

    /// <summary>Ticks after which an actor yields even before it reached the throughput; null for none.</summary>
    public long? ThroughputDeadlineTime { get; }

    /// <summary>Actors that run on this dispatcher.</summary>
    internal long Inhabitants => Interlocked.Read(ref _inhabitants);

    /// <summary>Milliseconds; 0 for none.</summary>
    internal long DeadlineTicks { get; }

    public void Schedule(Action run) => ExecuteTask(new ActionRunnable(run));

    public void Schedule(IRunnable run) => ExecuteTask(run);

    internal void Execute(Mailbox mailbox) => ExecuteTask(mailbox);

    internal void Attach() => Interlocked.Increment(ref _inhabitants);

    internal void Detach()
    {
        if (Interlocked.Decrement(ref _inhabitants) == 0) OnDeserted();
    }

    internal void ShutDownWithSystem() => Shutdown();

    /// <summary>The last actor has left.</summary>
    private protected virtual void OnDeserted()
    {
    }

    protected abstract void ExecuteTask(IRunnable run);

    protected abstract void Shutdown();
}

/// <summary>Makes dispatchers from one section of the configuration.</summary>
public abstract class MessageDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
{
    public Config Config { get; } = config;

    public IDispatcherPrerequisites Prerequisites { get; } = prerequisites;

    /// <summary>Called for each actor: returns one dispatcher for all or a new one.</summary>
    public abstract MessageDispatcher Dispatcher();
}
