using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Reference to an actor of this system.</summary>
internal class LocalActorRef : InternalActorRefBase
{
    // At hand without the cell, into which the actor writes with every message.
    private readonly Mailbox _mailbox;

    public LocalActorRef(ActorSystemImpl system, Props props, MessageDispatcher dispatcher, MailboxType mailboxType, IInternalActorRef supervisor, ActorPath path)
    {
        Path = path;
        System = system;
        Cell = NewActorCell(system, props, dispatcher, mailboxType, supervisor);
        _mailbox = Cell.Mailbox;
    }

    public override ActorPath Path { get; }

    public ActorSystemImpl System { get; }

    public ActorCell Cell { get; }

    public override IInternalActorRef Parent => Cell.Parent;

    public override IActorRefProvider Provider => System.Provider;

    public override bool IsTerminated => Cell.IsTerminated;

    public override bool IsLocal => true;

    public override void Start() => Cell.Start();

    public override void Stop() => Cell.SendSystemMessage(new Terminate());

    public override void Restart(Exception cause) => Cell.SendSystemMessage(new Recreate(cause));

    public override void Suspend() => Cell.SendSystemMessage(new Suspend());

    public override void Resume(Exception? causedByFailure = null) => Cell.SendSystemMessage(new Resume(causedByFailure));

    public override void SendSystemMessage(ISystemMessage message) => Cell.SendSystemMessage((SystemMessage)message);

    /// <summary>The child of that name; the name may carry a uid, which must then fit.</summary>
    public virtual IInternalActorRef GetSingleChild(string name)
    {
        int hash = name.IndexOf('#', StringComparison.Ordinal);
        var child = Cell.Children.ByName(hash < 0 ? name : name[..hash]);
        if (child is null) return ActorRefs.Nobody;
        return hash < 0 || (long.TryParse(name.AsSpan(hash + 1), out long uid) && uid == child.Path.Uid) ? child : ActorRefs.Nobody;
    }

    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        IInternalActorRef at = this;
        for (int index = 0; index < name.Count; index++)
        {
            if (at is not LocalActorRef local) return at.GetChild([.. name.Skip(index)]);
            at = name[index] switch
            {
                ".." => local.Parent,
                "" => local,
                var child => local.GetSingleChild(child),
            };
        }

        return at;
    }

    protected virtual ActorCell NewActorCell(ActorSystemImpl system, Props props, MessageDispatcher dispatcher, MailboxType mailboxType, IInternalActorRef supervisor) =>
        system.Settings.NeedsDebuggedCells
            ? new DebuggedActorCell(system, this, props, dispatcher, mailboxType, supervisor)
            : new ActorCell(system, this, props, dispatcher, mailboxType, supervisor);

    protected override void TellInternal(object message, IActorRef? sender) => _mailbox.Post(new Envelope(message, sender!));
}
