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
