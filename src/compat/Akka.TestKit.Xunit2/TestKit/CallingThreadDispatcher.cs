using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.TestKit;

/// <summary>Runs an actor on the thread of whoever tells it something: when <c>Tell</c> returns, the message has been handled, unless another thread is at it.</summary>
public class CallingThreadDispatcher(MessageDispatcherConfigurator configurator) : MessageDispatcher(configurator)
{
    public static new string Id => "akka.test.calling-thread-dispatcher";

    protected override void ExecuteTask(IRunnable run) => run.Run();

    protected override void Shutdown()
    {
    }
}

/// <summary>One <see cref="CallingThreadDispatcher"/> for all actors that name it.</summary>
public class CallingThreadDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly CallingThreadDispatcher _dispatcher;

    public CallingThreadDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) => _dispatcher = new CallingThreadDispatcher(this);

    public override MessageDispatcher Dispatcher() => _dispatcher;
}
