namespace Akka.Actor;

/// <summary>Root of the runtime's own exceptions.</summary>
public abstract class AkkaException : Exception
{
    protected AkkaException()
    {
    }

    protected AkkaException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    protected Exception Cause => InnerException!;
}

public class InvalidActorNameException : AkkaException
{
    public InvalidActorNameException(string message)
        : base(message)
    {
    }

    public InvalidActorNameException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>No reply came in time.</summary>
public class AskTimeoutException(string message) : AkkaException(message);

/// <summary>An actor's constructor or PreStart failed; by default its supervisor stops it.</summary>
public class ActorInitializationException : AkkaException
{
    public ActorInitializationException()
    {
    }

    public ActorInitializationException(string message)
        : base(message)
    {
    }

    public ActorInitializationException(string message, Exception cause)
        : base(message, cause)
    {
    }

    public ActorInitializationException(IActorRef? actor, string message, Exception? cause = null)
        : base(message, cause) => Actor = actor!;

    public IActorRef Actor { get; set; } = null!;

    public override string ToString() => Actor is null ? base.ToString() : $"{Actor}: {base.ToString()}";
}

/// <summary>What a <see cref="Kill"/> makes an actor fail with; by default its supervisor stops it.</summary>
public class ActorKilledException : AkkaException
{
    public ActorKilledException()
    {
    }

    public ActorKilledException(string message)
        : base(message)
    {
    }
}

public class ActorNotFoundException : AkkaException
{
    public ActorNotFoundException()
    {
    }

    public ActorNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

public class IllegalActorStateException(string message) : AkkaException(message);

public class IllegalActorNameException(string message) : AkkaException(message);

/// <summary>A message was null.</summary>
public class InvalidMessageException : AkkaException
{
    public InvalidMessageException()
        : this("Message is null")
    {
    }

    public InvalidMessageException(string message)
        : base(message)
    {
    }
}

/// <summary>A watched actor stopped and the watcher did not handle its <see cref="Terminated"/>.</summary>
public class DeathPactException : AkkaException
{
    public DeathPactException(IActorRef deadActor)
        : base($"Monitored actor [{deadActor}] terminated") => DeadActor = deadActor;

    public IActorRef DeadActor { get; }
}

public class PreRestartException(IActorRef actor, Exception restartException, Exception? cause, object? optionalMessage)
    : ActorInitializationException(actor, $"Exception pre restart ({restartException?.GetType().ToString() ?? "null"})", cause)
{
    public Exception RestartException { get; } = restartException;

    public object OptionalMessage { get; } = optionalMessage!;
}

public class PostRestartException(IActorRef actor, Exception cause, Exception? originalCause)
    : ActorInitializationException(actor, $"Exception post restart ({originalCause?.GetType().ToString() ?? "null"})", cause)
{
    public Exception OriginalCause { get; } = originalCause!;
}

public class StashOverflowException(string message, Exception? cause = null) : AkkaException(message, cause);

public sealed class SchedulerException(string message) : AkkaException(message);

public class LoggerInitializationException : AkkaException
{
    public LoggerInitializationException()
    {
    }

    public LoggerInitializationException(string message)
        : base(message)
    {
    }

    public LoggerInitializationException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
