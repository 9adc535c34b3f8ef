using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster.Tools.Client;

/// <summary>Makes actors of this node reachable for <see cref="ClusterClient"/>s. Thread safe.</summary>
public sealed class ClusterClientReceptionist : IExtension
{
    private readonly Cluster _cluster;

    public ClusterClientReceptionist(ExtendedActorSystem system)
    {
        _cluster = Cluster.Get(system);
        var config = system.Settings.Config.Section("akka.cluster.client.receptionist");
        string role = config.GetString("role", "");
        Underlying = role.Length > 0 && !_cluster.SelfRoles.Contains(role)
            ? system.DeadLetters
            : system.SystemActorOf(Props.Create(() => new Receptionist(role, config.GetInt("number-of-contacts"))), config.Required("name"));
    }

    /// <summary>The actor that clients talk to; dead letters on a node that isn't of the role.</summary>
    public IActorRef Underlying { get; }

    public bool IsTerminated => _cluster.IsTerminated;

    public static ClusterClientReceptionist Get(ActorSystem system) => system.WithExtension<ClusterClientReceptionist, ClusterClientReceptionistExtensionProvider>();

    public static Config DefaultConfig() => ConfigurationFactory.FromResource<ClusterClientReceptionist>("Akka.Cluster.cluster.conf");

    /// <summary>Clients reach it by its path without address.</summary>
    public void RegisterService(IActorRef actorRef) => Underlying.Tell(new Receptionist.Register(actorRef), ActorRefs.NoSender);

    public void UnregisterService(IActorRef actorRef) => Underlying.Tell(new Receptionist.Unregister(actorRef), ActorRefs.NoSender);
}

public sealed class ClusterClientReceptionistExtensionProvider : ExtensionIdProvider<ClusterClientReceptionist>
{
    public override ClusterClientReceptionist CreateExtension(ExtendedActorSystem system) => new(system);
}
