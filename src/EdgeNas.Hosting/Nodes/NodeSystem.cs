using Akka;
using Akka.Actor;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using EdgeNas.Actors.Seeds;
using EdgeNas.Actors.Wire;
using EdgeNas.Domain;
using EdgeNas.Hosting.Cluster;
using EdgeNas.Hosting.Settings;
using EdgeNas.Hosting.Settings.Nodes;

namespace EdgeNas.Hosting.Nodes;

/// <summary>Starts the actor system of a node.</summary>
internal static class NodeSystem
{
    /// <summary>What any node's actors are set to.</summary>
    private static readonly Config Common = ConfigurationFactory.ParseString("""
        akka {
          stdout-loglevel = OFF
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          # The process ends itself, and says why.
          coordinated-shutdown { run-by-clr-shutdown-hook = off, exit-clr = off }
        }
        """).WithFallback(ConfigurationFactory.ParseString(ActorSettings.Protocol));

    private static readonly TimeSpan HandBackTime = TimeSpan.FromSeconds(4);

    /// <summary>Paths of a seed that nodes reach whose user isn't trusted.</summary>
    private static readonly string[] OpenToBoards = ["/system/cluster", "/system/remote-watcher", $"/user/{LeadingSeed.Manager}/{LeadingSeed.Boards}"];

    /// <param name="more">Settings of this kind of node.</param>
    /// <exception cref="EdgeNasException">The cluster can't be reached, it refuses this node, or nodes can't reach this one.</exception>
    public static ActorSystem Start(ClusterAccess access, NodeRole role, LogSettings log, Config more, IReadOnlyList<string> trusted)
    {
        string logging = $"""
            akka.loglevel = {log.Level.ToUpperInvariant()}
            akka.loggers = ["EdgeNas.Hosting.Nodes.NodeLogger, EdgeNas.Hosting"]
            edgenas.log-file = {HoconText.Quoted(log.File)}
            """;
        var config = ConfigurationFactory.ParseString(logging)
            .WithFallback(Engine.Settings(access, role, trusted, OpenToBoards))
            .WithFallback(more)
            .WithFallback(Common);
        try
        {
            return ActorSystem.Create(Engine.System, config);
        }
        catch (AkkaException e)
        {
            throw new EdgeNasException($"The cluster at {access.Address} can't be reached: {e.Message} Is it running, and are cluster.address, user and password those of this node?", e);
        }
        catch (AggregateException e) when (e.GetBaseException() is AkkaException cause)
        {
            // The real library, where a node has a socket of its own.
            throw new EdgeNasException($"This node can't listen as {access.Name}, port {access.Port}: {(cause.InnerException ?? cause).Message}. Give a cluster.name that other nodes find this machine by, and a cluster.port that is free here.", e);
        }
    }

    /// <summary>Stands for something that only the leading seed runs.</summary>
    /// <param name="path">Below the singleton's manager.</param>
    public static IActorRef Leading(ActorSystem system, string path, string name) => system.ActorOf(
        ClusterSingletonProxy.Props($"/user/{LeadingSeed.Manager}", ClusterSingletonProxySettings.Create(system).WithRole(RoleName(NodeRole.Seed)).WithSingletonName(path)), name);

    /// <summary>Has the workers hand back what they are at while the node can still say so, before it leaves.</summary>
    public static void StopFirst(ActorSystem system, IActorRef workers) => CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceUnbind, "hand-back", async () =>
    {
        await workers.GracefulStop(HandBackTime).ConfigureAwait(false);
        return Done.Instance;
    });

    public static string RoleName(NodeRole role) => role.ToString().ToLowerInvariant();

    public static void Report(ActorSystem system, ClusterAccess access)
    {
        string address = access.Address;
        system.ActorOf(Props.Create(() => new NodeReporter(address)), "reporter");
    }
}
