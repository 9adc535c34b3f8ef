using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Configs;

namespace Akka.TestKit;

/// <summary>Start and end of the actor system under test.</summary>
internal static class TestSystem
{
    private const string TestActorDispatcher = "akka.test.test-actor.dispatcher";

    public static Config DefaultConfig => TestConfigs.DefaultConfig;

    public static ActorSystem Create(ActorSystemSetup setup, string name)
    {
        var bootstrap = setup.Get<BootstrapSetup>().GetOrElse(BootstrapSetup.Create());
        return ActorSystem.Create(name, setup.And(bootstrap.WithConfigFallback(DefaultConfig)));
    }

    /// <summary>Starts the actor that collects a test's messages.</summary>
    public static IActorRef StartCollector(ActorSystem system, MessageInbox inbox, string name)
    {
        // A system that the test made itself needn't have the test kit's configuration.
        if (!system.Dispatchers.HasDispatcher(TestActorDispatcher))
            system.Dispatchers.RegisterConfigurator(
                TestActorDispatcher,
                new CallingThreadDispatcherConfigurator(DefaultConfig.GetConfig(TestActorDispatcher)!, system.Dispatchers.Prerequisites));
        var props = Props.Create(() => new CollectingActor(inbox)).WithDispatcher(TestActorDispatcher);
        return ((ExtendedActorSystem)system).SystemActorOf(props, name);
    }

    public static ActorCell CellOf(IActorRef actor) => ((LocalActorRef)actor).Cell;

    public static void Shutdown(ActorSystem system, TimeSpan duration, bool verify)
    {
        if (system.Terminate().Wait(duration)) return;
        string message = $"Failed to stop [{system.Name}] within [{duration}]";
        if (verify) throw new TimeoutException(message);
        system.Log.Warning(message);
    }
}
