using Akka.Actor;
using Akka.Event;

namespace Compat.Akka.Tests.Model;

/// <summary>Grows and fells the actors of programs, and hands dead letters to the worlds that they are of.</summary>
public sealed class Stage : UntypedActor
{
    private readonly Dictionary<World, IActorRef> _roots = [];

    public static Props Props { get; } = global::Akka.Actor.Props.Create<Stage>();

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(-1, -1, _ => Directive.Stop, loggingEnabled: false);

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(DeadLetter));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Begin begin:
                _roots[begin.World] = begin.World.Spawn(-1, 0, Context, begin.Root);
                begin.Done?.SetResult();
                break;
            case End end:
                if (_roots.Remove(end.World, out var root)) Context.Stop(root);
                break;
            case DeadLetter { Message: Letter letter }:
                letter.World.Dead(letter);
                break;
        }
    }

    public sealed record Begin(World World, Supervision Root, TaskCompletionSource? Done = null);

    public sealed record End(World World);
}
