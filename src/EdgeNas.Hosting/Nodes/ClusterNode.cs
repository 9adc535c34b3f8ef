using Akka.Actor;

namespace EdgeNas.Hosting.Nodes;

/// <summary>Why a node is no member any more.</summary>
public enum NodeEnd
{
    /// <summary>Its own process wanted to end.</summary>
    Stopped,

    /// <summary>Somebody asked the cluster to let it go.</summary>
    AskedToLeave,

    /// <summary>The others gave it up: it was silent for too long. Started again, it is a new member.</summary>
    Removed,
}

/// <summary>A member of a cluster in this process. Dispose it to leave cleanly and let go of all it holds.</summary>
public sealed class ClusterNode : IAsyncDisposable
{
    private readonly CoordinatedShutdown _shutdown;
    private readonly IReadOnlyList<object> _owned;

    /// <param name="owned">What ends with the node, the last first.</param>
    internal ClusterNode(ActorSystem system, params IReadOnlyList<object> owned)
    {
        System = system;
        _shutdown = CoordinatedShutdown.Get(system);
        _owned = owned;
        Ended = EndAsync();
    }

    internal ActorSystem System { get; }

    /// <summary>Done when the node is no member any more.</summary>
    public Task<NodeEnd> Ended { get; }

    /// <summary>Hands over what it runs, leaves, and ends.</summary>
    public Task LeaveAsync() => _shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance);

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync().ConfigureAwait(false);
        foreach (object owned in _owned.Reverse())
        {
            if (owned is IAsyncDisposable later) await later.DisposeAsync().ConfigureAwait(false);
            else (owned as IDisposable)?.Dispose();
        }
    }

    private async Task<NodeEnd> EndAsync()
    {
        await System.WhenTerminated.ConfigureAwait(false);
        return _shutdown.ShutdownReason switch
        {
            CoordinatedShutdown.ClusterLeavingReason => NodeEnd.AskedToLeave,
            CoordinatedShutdown.ClrExitReason => NodeEnd.Stopped,
            _ => NodeEnd.Removed,
        };
    }
}
