using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>A cell that logs what <c>akka.actor.debug</c> asks for: received and automatically handled messages, and changes of life.</summary>
internal sealed class DebuggedActorCell(
    ActorSystemImpl system, IInternalActorRef self, Props props, MessageDispatcher dispatcher, MailboxType mailboxType, IInternalActorRef parent)
    : ActorCell(system, self, props, dispatcher, mailboxType, parent)
{
    private readonly bool _logsReceived = system.Settings.AddLoggingReceive && typeof(ILogReceive).IsAssignableFrom(props.Type);

    public override void NoteLifecycle(string what, object? whom = null)
    {
        if (SystemImpl.Settings.DebugLifecycle) Publish(whom switch { null => what, ActorBase => $"{what} ({whom})", _ => $"{what} {whom}" });
    }

    public override void ReceiveMessage(object message)
    {
        bool handled = Actor!.AroundReceive(CurrentBehavior, message);
        if (_logsReceived) Publish($"received {(handled ? "handled" : "unhandled")} message {message} from {Sender.Path}");
    }

    protected override void AutoReceive(object message)
    {
        if (SystemImpl.Settings.DebugAutoReceive) Publish($"received AutoReceiveMessage {message}");
        base.AutoReceive(message);
    }

    private void Publish(string text) => SystemImpl.EventStream.Publish(new Debug(Self.Path.ToString(), Actor?.GetType() ?? Props.Type, text));
}
