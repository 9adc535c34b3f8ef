using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Event;

/// <summary>The bus of a system: any object can be published; subscribers name a type and get what is of that type. Stopped actors are unsubscribed.</summary>
/// <param name="debug">Logs who subscribes to what.</param>
public class EventStream(bool debug) : LoggingBus
{
    private EventStreamUnsubscriber? _unsubscriber;

    public override bool Subscribe(IActorRef subscriber, Type channel)
    {
        Check(subscriber);
        _unsubscriber?.Register(subscriber);
        if (debug) Publish(new Debug(nameof(EventStream), GetType(), $"subscribing {subscriber} to channel {channel}"));
        return base.Subscribe(subscriber, channel);
    }

    public override bool Unsubscribe(IActorRef subscriber, Type channel)
    {
        Check(subscriber);
        bool changed = base.Unsubscribe(subscriber, channel);
        if (debug) Publish(new Debug(nameof(EventStream), GetType(), $"unsubscribing {subscriber} from channel {channel}"));
        return changed;
    }

    public override bool Unsubscribe(IActorRef subscriber)
    {
        Check(subscriber);
        bool changed = base.Unsubscribe(subscriber);
        if (debug) Publish(new Debug(nameof(EventStream), GetType(), $"unsubscribing {subscriber} from all channels"));
        return changed;
    }

    /// <summary>From now on subscribers are watched, and unsubscribed when they have stopped.</summary>
    internal void StartUnsubscriber(ActorSystemImpl system) => _unsubscriber = new EventStreamUnsubscriber(this, system);

    private static void Check(IActorRef subscriber)
    {
        if (subscriber is null) throw new ArgumentNullException(nameof(subscriber), "The subscriber cannot be a null actor.");
    }
}

public static class EventStreamExtensions
{
    public static bool Subscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) => eventStream.Subscribe(subscriber, typeof(TChannel));

    public static bool Unsubscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) => eventStream.Unsubscribe(subscriber, typeof(TChannel));
}
