using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Stands where an actor was or might have been: answers what can be answered for it and publishes the rest as dead letters.</summary>
internal class EmptyLocalActorRef(IActorRefProvider provider, ActorPath path, EventStream eventStream) : MinimalActorRef
{
    public override ActorPath Path { get; } = path;

    public override IActorRefProvider Provider { get; } = provider;

    public override bool IsTerminated => true;

    protected EventStream EventStream { get; } = eventStream;

    public override void SendSystemMessage(ISystemMessage message)
    {
        if (message is Watch watch) NotifyWatcher(watch);
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
        var from = sender ?? Provider.DeadLetters;
        if (message is DeadLetter letter) PublishUnlessAnswered(letter.Message, letter.Sender, letter.Recipient);
        else PublishUnlessAnswered(message, from, this);
    }

    protected void PublishUnlessAnswered(object message, IActorRef sender, IActorRef recipient)
    {
        switch (message)
        {
            case Identify identify:
                sender.Tell(new ActorIdentity(identify.MessageId, null), ActorRefs.NoSender);
                break;
            case ActorSelectionMessage { Message: Identify identify } selection:
                if (!selection.WildCardFanOut) sender.Tell(new ActorIdentity(identify.MessageId, null), ActorRefs.NoSender);
                break;
            case ActorSelectionMessage selection:
                if (!selection.WildCardFanOut) PublishUnlessAnswered(selection.Message, sender, recipient);
                break;
            case IDeadLetterSuppression suppressed:
                EventStream.Publish(new SuppressedDeadLetter(suppressed, sender, Provider.DeadLetters));
                break;
            default:
                EventStream.Publish(new DeadLetter(message, sender, recipient));
                break;
        }
    }

    /// <summary>Tells the watcher at once that there is nobody left to watch.</summary>
    private static void NotifyWatcher(Watch watch)
    {
        if (watch.Watchee.Equals(watch.Watcher)) return;
        watch.Watcher.SendSystemMessage(new DeathWatchNotification(watch.Watchee, existenceConfirmed: false, addressTerminated: false));
    }
}

internal sealed class DeadLetterActorRef(IActorRefProvider provider, ActorPath path, EventStream eventStream) : EmptyLocalActorRef(provider, path, eventStream)
{
    public override bool IsTerminated => false;

    /// <summary>It never stops, so there is nothing to watch for.</summary>
    public override void SendSystemMessage(ISystemMessage message)
    {
        if (message is not Watch watch || !watch.Watchee.Equals(this)) base.SendSystemMessage(message);
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
        switch (message)
        {
            case DeadLetter letter:
                PublishUnlessAnswered(letter.Message, letter.Sender, letter.Recipient);
                break;
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.MessageId, ActorRefs.Nobody), ActorRefs.NoSender);
                break;
            default:
                PublishUnlessAnswered(message, sender ?? this, this);
                break;
        }
    }
}

/// <summary>Drops what it is told, also system messages.</summary>
internal sealed class IgnoreActorRef(IActorRefProvider provider, ActorPath path) : MinimalActorRef
{
    public override ActorPath Path { get; } = path;

    public override IActorRefProvider Provider { get; } = provider;
}
