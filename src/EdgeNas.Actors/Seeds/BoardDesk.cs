using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using EdgeNas.Actors.Jobs;
using EdgeNas.Actors.Protocol;

namespace EdgeNas.Actors.Seeds;

/// <summary>
/// The one actor of a seed that boards can send to, besides the engine's own. Lets through to the broker what a profiler has to say: that it is idle and measures on a device which it
/// may speak for, and how its attempts go (which the broker takes from the worker that holds them alone). Everything else is logged, counted, dropped. Restarted by its supervisor; it holds the count alone.
/// </summary>
public sealed class BoardDesk : ReceiveActor
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private long _refused;

    public BoardDesk(IActorRef broker, BoardRights rights)
    {
        Receive<WorkerIdle>(idle =>
        {
            if (idle.Device is not { } device || idle.Kinds.Any(kind => kind != JobKind.Profile)) Refuse($"{Sender.Path} offers {string.Join(", ", idle.Kinds)}; a board measures on a device, and nothing else");
            else if (!May(rights)(device)) Refuse($"{Sender.Path} offers device {device}, which {Sender.Path.Address.Host} may not speak for (cluster.boards)");
            else broker.Forward(idle);
        });
        Receive<AskContext>(broker.Forward);
        Receive<RenewLease>(renew => broker.Forward(new OfBoard(renew, May(rights))));
        Receive<JobDone>(done => broker.Forward(new OfBoard(done, May(rights))));
        Receive<AttemptMoved>(broker.Forward);
        Receive<AttemptCancelled>(broker.Forward);
        Receive<AttemptCrashed>(broker.Forward);
        Receive<CountRefused>(_ => Sender.Tell(new RefusedCount(_refused)));
        ReceiveAny(message => Refuse($"{Sender.Path} sent a {message.GetType().Name}, which is not for a board to send"));
    }

    public static Props Props(IActorRef broker, BoardRights rights) => Akka.Actor.Props.Create(() => new BoardDesk(broker, rights));

    /// <summary>Which devices the sender may speak for.</summary>
    private Func<string, bool> May(BoardRights rights)
    {
        string host = Sender.Path.Address.Host ?? "";
        return device => rights.May(host, device);
    }

    private void Refuse(string what)
    {
        _refused++;
        _log.Warning("Refused (the {0}th of a board): {1}", _refused, what);
    }

    /// <summary>Of this process: how much was refused?</summary>
    internal sealed record CountRefused;

    internal sealed record RefusedCount(long Count);
}

/// <summary>Which devices a board may speak for.</summary>
/// <param name="DevicesOf">By the board's name, which is that of its broker user. Empty: any board any device.</param>
public sealed record BoardRights(ImmutableDictionary<string, ImmutableHashSet<string>> DevicesOf)
{
    public bool May(string board, string device) => DevicesOf.IsEmpty || (DevicesOf.TryGetValue(board, out var devices) && devices.Contains(device));
}
