using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Answers the messages of a test actor by itself; they still reach the test.</summary>
public abstract class AutoPilot
{
    public static NoAutoPilot NoAutoPilot => TestKit.NoAutoPilot.Instance;

    public static KeepRunning KeepRunning => TestKit.KeepRunning.Instance;

    /// <returns>The pilot for the next message.</returns>
    public abstract AutoPilot Run(IActorRef sender, object message);
}

public delegate AutoPilot AutoPilotDelegate(IActorRef sender, object message);

public sealed class DelegateAutoPilot(AutoPilotDelegate autoPilotDelegate) : AutoPilot
{
    public override AutoPilot Run(IActorRef sender, object message) => autoPilotDelegate(sender, message);
}

/// <summary>As the result of a pilot: there is no pilot any more.</summary>
public sealed class NoAutoPilot : AutoPilot
{
    private NoAutoPilot()
    {
    }

    public static NoAutoPilot Instance { get; } = new();

    public override AutoPilot Run(IActorRef sender, object message) => this;
}

/// <summary>As the result of a pilot: the same pilot again.</summary>
public sealed class KeepRunning : AutoPilot
{
    private KeepRunning()
    {
    }

    public static KeepRunning Instance { get; } = new();

    public override AutoPilot Run(IActorRef sender, object message) =>
        throw new InvalidOperationException("Must not call");
}
