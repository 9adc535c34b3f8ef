using Akka.Actor;

namespace Akka.Persistence;

/// <summary>Lets a bounded number of actors recover at the same time, so that a start of many doesn't drown the journal; first come, first served.</summary>
internal sealed class RecoveryPermitter : UntypedActor
{
    private readonly int _permits;
    private readonly HashSet<IActorRef> _holders = [];
    private readonly LinkedList<IActorRef> _waiting = [];

    public RecoveryPermitter(int permits) => _permits = permits;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Request:
                Context.Watch(Sender);
                if (_holders.Contains(Sender)) Sender.Tell(Granted.Instance, Self);
                else
                {
                    _waiting.AddLast(Sender);
                    GrantNext();
                }

                break;
            case Return:
                Release(Sender);
                break;
            case Terminated terminated:
                Release(terminated.ActorRef);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Release(IActorRef actor)
    {
        Context.Unwatch(actor);
        _waiting.Remove(actor);
        if (_holders.Remove(actor)) GrantNext();
    }

    private void GrantNext()
    {
        while (_holders.Count < _permits && _waiting.First is { } next)
        {
            _waiting.RemoveFirst();
            _holders.Add(next.Value);
            next.Value.Tell(Granted.Instance, Self);
        }
    }

    internal sealed class Request
    {
        public static readonly Request Instance = new();
    }

    internal sealed class Granted
    {
        public static readonly Granted Instance = new();
    }

    internal sealed class Return
    {
        public static readonly Return Instance = new();
    }
}
