using Akka.Actor;

namespace Akka.Event;

/// <summary>A message that is of so little interest to anybody but its receiver that its loss is not logged.</summary>
public interface IDeadLetterSuppression;

/// <summary>A message that its receiver did not get or did not handle.</summary>
public abstract class AllDeadLetters(object message, IActorRef sender, IActorRef recipient) : IWrappedMessage
{
    public object Message { get; } = message;

    public IActorRef Sender { get; } = sender;

    public IActorRef Recipient { get; } = recipient;

    public override string ToString() => $"DeadLetter from {Sender} to {Recipient}: <{Message}>";
}

/// <summary>The receiver is gone, never was, or its mailbox is full.</summary>
public sealed class DeadLetter(object message, IActorRef sender, IActorRef recipient) : AllDeadLetters(
    message,
    sender ?? throw new ArgumentNullException(nameof(sender), "DeadLetter sender may not be null"),
    recipient ?? throw new ArgumentNullException(nameof(recipient), "DeadLetter recipient may not be null"));

public sealed class SuppressedDeadLetter(IDeadLetterSuppression message, IActorRef sender, IActorRef recipient) : AllDeadLetters(message, sender, recipient);

/// <summary>The receiver's behaviour had no use for it.</summary>
public sealed class UnhandledMessage(object message, IActorRef sender, IActorRef recipient) : AllDeadLetters(message, sender, recipient);

/// <summary>Dropped on purpose, for a reason.</summary>
public sealed class Dropped : AllDeadLetters
{
    public Dropped(object message, string reason, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient) => Reason = reason;

    public Dropped(object message, string reason, IActorRef recipient)
        : this(message, reason, ActorRefs.NoSender, recipient)
    {
    }

    public string Reason { get; }
}
