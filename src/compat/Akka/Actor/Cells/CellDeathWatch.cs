using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

/// <summary>Whom an actor watches and who watches it.</summary>
internal sealed class CellDeathWatch(ActorCell cell)
{
    /// <summary>Watched actors, each with the message wanted instead of <see cref="Terminated"/>, or null. This and the next two exist once they are needed.</summary>
    private Dictionary<IActorRef, object?>? _watching;

    /// <summary>Those whose notice lies in the mailbox.</summary>
    private Dictionary<IActorRef, object?>? _queued;
    private HashSet<IActorRef>? _watchedBy;

    /// <summary>A second watch of the same actor changes nothing, not even the message.</summary>
    public IActorRef Watch(IActorRef subject, object? message)
    {
        var watchee = (IInternalActorRef)subject;
        if (watchee.Equals(cell.Self) || _watching?.ContainsKey(watchee) == true) return subject;
        _watching ??= [];
        watchee.SendSystemMessage(new Watch(watchee, cell.Self));
        _watching.Add(watchee, message);
        return subject;
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        if (_watching?.Remove(subject) == true) ((IInternalActorRef)subject).SendSystemMessage(new Unwatch((IInternalActorRef)subject, cell.Self));
        _queued?.Remove(subject);
        return subject;
    }

    public void AddWatcher(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        if (watchee.Equals(cell.Self) && !watcher.Equals(cell.Self))
        {
            if ((_watchedBy ??= []).Add(watcher)) cell.NoteLifecycle("now watched by", watcher);
        }
        else if (watcher.Equals(cell.Self))
        {
            Watch(watchee, null);
        }
    }

    public void RemoveWatcher(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        if (watchee.Equals(cell.Self))
        {
            if (_watchedBy?.Remove(watcher) == true) cell.NoteLifecycle("no longer watched by", watcher);
        }
        else if (watcher.Equals(cell.Self))
        {
            Unwatch(watchee);
        }
    }

    /// <summary>A child or a watched actor is gone: puts the notice in line with the messages, and lets go of the child.</summary>
    public void WatchedActorTerminated(IActorRef actor, bool existenceConfirmed, bool addressTerminated)
    {
        if (_watching is not null && _watching.Remove(actor, out object? message) && !cell.Children.IsTerminating)
        {
            (_queued ??= [])[actor] = message;
            cell.SendMessage(new Terminated(actor, existenceConfirmed, addressTerminated), actor);
        }

        if (cell.Children.Find(actor) is not null) cell.Faults.HandleChildTerminated(actor);
    }

    /// <summary>A notice that was put aside lies in the mailbox again.</summary>
    public void Queued(Terminated terminated) => (_queued ??= []).TryAdd(terminated.ActorRef, null);

    /// <summary>The notice's turn has come; dropped if the actor has stopped watching since.</summary>
    public void Received(Terminated terminated)
    {
        if (_queued is not null && _queued.Remove(terminated.ActorRef, out object? message)) cell.ReceiveMessage(message ?? terminated);
    }

    public void TellWatchersWeDied()
    {
        if (_watchedBy is null) return;
        foreach (var watcher in _watchedBy.Cast<IInternalActorRef>().Where(watcher => !watcher.Equals(cell.Parent)))
        {
            watcher.SendSystemMessage(new DeathWatchNotification(cell.Self, existenceConfirmed: true, addressTerminated: false));
        }

        _watchedBy.Clear();
    }

    public void UnwatchAll()
    {
        _queued?.Clear();
        if (_watching is null) return;
        foreach (var watchee in _watching.Keys.Cast<IInternalActorRef>()) watchee.SendSystemMessage(new Unwatch(watchee, cell.Self));
        _watching.Clear();
    }
}
