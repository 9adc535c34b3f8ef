using Akka.Event;

namespace Akka.Actor;

/// <summary>Stops the actor once it has handled what arrived before.</summary>
public sealed class PoisonPill : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression
{
    private PoisonPill()
    {
    }

    public static PoisonPill Instance { get; } = new();

    public override string ToString() => "<PoisonPill>";
}

/// <summary>Makes the actor fail with <see cref="ActorKilledException"/>; its supervisor decides what follows.</summary>
public sealed class Kill : IAutoReceivedMessage
{
    private Kill()
    {
    }

    public static Kill Instance { get; } = new();

    public override string ToString() => "<Kill>";
}

/// <summary>Asks any actor for its reference; answered with <see cref="ActorIdentity"/> by the runtime.</summary>
public sealed class Identify(object messageId) : IAutoReceivedMessage, INotInfluenceReceiveTimeout
{
    public object MessageId { get; } = messageId;

    public override bool Equals(object? obj) => obj is Identify other && Equals(other.MessageId, MessageId);

    public override int GetHashCode() => HashCode.Combine(MessageId);

    public override string ToString() => $"<Identify>: {MessageId}";
}

/// <param name="subject">Null where there is no actor at the place that was asked.</param>
public sealed class ActorIdentity(object messageId, IActorRef? subject)
{
    public object MessageId { get; } = messageId;

    public IActorRef Subject { get; } = subject!;

    public override bool Equals(object? obj) => obj is ActorIdentity other && Equals(other.MessageId, MessageId) && Equals(other.Subject, Subject);

    public override int GetHashCode() => HashCode.Combine(MessageId, Subject);

    public override string ToString() => $"<ActorIdentity>: {Subject} - MessageId={MessageId}";
}

/// <summary>A watched actor has stopped. Left unhandled it makes the watcher fail with <see cref="DeathPactException"/>.</summary>
public sealed class Terminated(IActorRef actorRef, bool existenceConfirmed, bool addressTerminated) : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression, INoSerializationVerificationNeeded
{
    public IActorRef ActorRef { get; } = actorRef;

    /// <summary>False where the actor was gone before the watch began, or never was.</summary>
    public bool ExistenceConfirmed { get; } = existenceConfirmed;

    public bool AddressTerminated { get; } = addressTerminated;

    public override string ToString() => $"<Terminated>: {ActorRef} - ExistenceConfirmed={ExistenceConfirmed}";
}

/// <summary>Nothing has arrived for as long as <see cref="IActorContext.SetReceiveTimeout"/> allows.</summary>
public sealed class ReceiveTimeout : IPossiblyHarmful
{
    private ReceiveTimeout()
    {
    }

    public static ReceiveTimeout Instance { get; } = new();
}

/// <summary>Outcome of a request as a message.</summary>
public abstract class Status
{
    public sealed class Success(object? status) : Status
    {
        public static readonly Success Instance = new(null);

        public object Status { get; } = status!;

        public override string ToString() => Status is null ? "Success" : $"Success: {Status}";
    }

    /// <summary>Makes the task of an Ask fail with <see cref="Cause"/>.</summary>
    public sealed class Failure : Status
    {
        public readonly Exception Cause;
        public readonly object State;

        public Failure(Exception cause)
            : this(cause, null)
        {
        }

        public Failure(Exception cause, object? state)
        {
            Cause = cause;
            State = state!;
        }

        public override string ToString() => State is null ? $"Failure: {Cause}" : $"Failure[{State}]: {Cause}";
    }
}
