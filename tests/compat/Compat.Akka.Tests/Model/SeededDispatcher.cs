using Akka.Configuration;
using Akka.Dispatch;

namespace Compat.Akka.Tests.Model;

/// <summary>Runs mailboxes on the test's thread, one batch at a time, in an order that a seed decides: the same seed, the same run.</summary>
public sealed class SeededDispatcher(MessageDispatcherConfigurator configurator) : MessageDispatcher(configurator)
{
    private readonly List<IRunnable> _waiting = [];

    /// <returns>False if nothing waits.</returns>
    public bool RunOne(Random random)
    {
        IRunnable next;
        lock (_waiting)
        {
            if (_waiting.Count == 0) return false;
            int index = random.Next(_waiting.Count);
            next = _waiting[index];
            _waiting[index] = _waiting[^1];
            _waiting.RemoveAt(_waiting.Count - 1);
        }

        next.Run();
        return true;
    }

    protected override void ExecuteTask(IRunnable run)
    {
        lock (_waiting) _waiting.Add(run);
    }

    protected override void Shutdown()
    {
    }
}

/// <summary>One <see cref="SeededDispatcher"/> for all actors that name it.</summary>
public sealed class SeededDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly SeededDispatcher _dispatcher;

    public SeededDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) => _dispatcher = new SeededDispatcher(this);

    public override MessageDispatcher Dispatcher() => _dispatcher;
}
