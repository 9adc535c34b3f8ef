using Akka.Actor;

namespace Akka.TestKit;

/// <summary>The actor behind a test kit or probe: puts what it gets into the inbox.</summary>
internal sealed class CollectingActor : ActorBase
{
    private readonly MessageInbox _inbox;
    private readonly DelegatingSupervisorStrategy _strategy = new();
    private TestActor.Ignore? _ignore;
    private AutoPilot _pilot = NoAutoPilot.Instance;

    public CollectingActor(MessageInbox inbox) => _inbox = inbox;

    protected override SupervisorStrategy SupervisorStrategy() => _strategy;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case TestActor.SetIgnore set:
                _ignore = set.Ignore;
                return true;
            case TestActor.Watch watch:
                Context.Watch(watch.Actor);
                return true;
            case TestActor.Unwatch unwatch:
                Context.Unwatch(unwatch.Actor);
                return true;
            case TestActor.SetAutoPilot set:
                _pilot = set.AutoPilot;
                return true;
            case TestActor.Spawn spawn:
                var child = spawn.Apply(Context);
                if (spawn._supervisorStrategy.HasValue) _strategy.Update(child, spawn._supervisorStrategy.Value);
                Sender.Tell(child, Self);
                return true;
        }

        var sender = Sender;
        if (_pilot is not NoAutoPilot)
        {
            var next = _pilot.Run(sender, message);
            if (next is not KeepRunning) _pilot = next;
        }

        if (_ignore is null || !_ignore(message)) _inbox.Add(new RealMessageEnvelope(message, sender));
        return true;
    }
}
