using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.Event;

/// <summary>Watches the subscribers of an event stream and takes those that stopped off it.</summary>
internal sealed class EventStreamUnsubscriber(EventStream eventStream, ActorSystemImpl system) : MinimalActorRef
{
    public override ActorPath Path { get; } = system.SystemGuardian.Path / "EventStreamUnsubscriber";

    public override IActorRefProvider Provider => system.Provider;

    /// <summary>A second watch by the same watcher is none.</summary>
    public void Register(IActorRef subscriber)
    {
        if (subscriber is not LocalActorRef actor) return;
        if (system.Settings.DebugEventStream)
        {
            eventStream.Publish(new Debug(nameof(EventStreamUnsubscriber), GetType(), $"watching {subscriber} in order to unsubscribe from EventStream when it terminates"));
        }

        actor.SendSystemMessage(new Watch(actor, this));
    }

    public override void SendSystemMessage(ISystemMessage message)
    {
        if (message is DeathWatchNotification gone) eventStream.Unsubscribe(gone.Actor);
    }
}
