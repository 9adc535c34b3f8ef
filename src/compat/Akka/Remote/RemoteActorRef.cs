using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.Remote;

/// <summary>Reference to an actor of another node: what it is told leaves in a frame.</summary>
internal sealed class RemoteActorRef(RemoteActorRefProvider provider, ActorPath path) : InternalActorRefBase, IRemoteRef
{
    private string? _pathOnNode;

    public override ActorPath Path { get; } = path;

    /// <summary>The path without address, with uid.</summary>
    public string PathOnNode => _pathOnNode ??= OnNode(Path);

    public override IInternalActorRef Parent => Path.Depth == 0 ? this : new RemoteActorRef(provider, Path.Parent);

    public override IActorRefProvider Provider => provider;

    public override bool IsTerminated => false;

    public override bool IsLocal => false;

    public static string OnNode(ActorPath path) =>
        path.Uid == ActorPath.UndefinedUid ? path.ToStringWithoutAddress() : $"{path.ToStringWithoutAddress()}#{path.Uid}";

    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        var at = Path;
        foreach (string element in name)
        {
            at = element switch
            {
                ".." => at.Parent,
                "" => at,
                _ => at / element,
            };
        }

        return new RemoteActorRef(provider, at);
    }

    public override void Start()
    {
    }

    public override void Stop() => SendSystemMessage(new Terminate());

    /// <summary>Only an actor's own node supervises it.</summary>
    public override void Restart(Exception cause)
    {
    }

    public override void Suspend()
    {
    }

    public override void Resume(Exception? causedByFailure = null)
    {
    }

    public override void SendSystemMessage(ISystemMessage message)
    {
        switch (message)
        {
            case Watch watch when !watch.Watcher.Equals(provider.Watcher):
                provider.Watcher.Tell(new RemoteWatcher.WatchRemote(watch.Watchee, watch.Watcher), ActorRefs.NoSender);
                break;
            case Unwatch unwatch when !unwatch.Watcher.Equals(provider.Watcher):
                provider.Watcher.Tell(new RemoteWatcher.UnwatchRemote(unwatch.Watchee, unwatch.Watcher), ActorRefs.NoSender);
                break;
            case Watch or Unwatch or DeathWatchNotification or Terminate:
                provider.Transport.Send(message, ActorRefs.NoSender, this);
                break;
        }
    }

    protected override void TellInternal(object message, IActorRef? sender) => provider.Transport.Send(message, sender, this);
}
