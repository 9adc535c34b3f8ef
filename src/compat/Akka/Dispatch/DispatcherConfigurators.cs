using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>One dispatcher for all actors that name it.</summary>
internal sealed class SharedDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites) : MessageDispatcherConfigurator(config, prerequisites)
{
    private MessageDispatcher? _dispatcher;

    public override MessageDispatcher Dispatcher()
    {
        lock (this) return _dispatcher ??= Build();
    }

    private MessageDispatcher Build()
    {
        string type = Config.GetString("type", "Dispatcher"), executor = Config.GetString("executor", "default-executor");
        bool ownThreads = type == "ForkJoinDispatcher" || executor == "fork-join-executor";
        return ownThreads
            ? new DedicatedThreadsDispatcher(this, Math.Max(1, Config.GetInt("dedicated-thread-pool.thread-count", Environment.ProcessorCount)), endsWhenDeserted: false)
            : new ThreadPoolDispatcher(this);
    }
}

/// <summary>One thread for each actor.</summary>
internal sealed class PinnedDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites) : MessageDispatcherConfigurator(config, prerequisites)
{
    public override MessageDispatcher Dispatcher() => new DedicatedThreadsDispatcher(this, threads: 1, endsWhenDeserted: true);
}

/// <summary>For each actor, the synchronization context of the code that creates it, such as a user interface's thread.</summary>
internal sealed class SynchronizedDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites) : MessageDispatcherConfigurator(config, prerequisites)
{
    /// <exception cref="InvalidOperationException">The calling thread has no synchronization context.</exception>
    public override MessageDispatcher Dispatcher() => new SynchronizedDispatcher(this, SynchronizationContext.Current
        ?? throw new InvalidOperationException($"Dispatcher [{Config.GetString("id")}] needs a thread that has a synchronization context."));
}
