namespace Akka.Actor;

/// <summary>What becomes of a failed child.</summary>
public enum Directive
{
    /// <summary>It goes on with its state, the failing message dropped.</summary>
    Resume,

    /// <summary>A new incarnation takes its place; mailbox and reference stay.</summary>
    Restart,

    /// <summary>The supervisor fails in turn.</summary>
    Escalate,

    Stop,
}

public static class DirectiveExtensions
{
    public static KeyValuePair<Type, Directive> When<TException>(this Directive self)
        where TException : Exception => new(typeof(TException), self);
}
