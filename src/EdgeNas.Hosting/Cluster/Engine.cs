using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Tools.Client;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using static EdgeNas.Hosting.Settings.HoconText;

namespace EdgeNas.Hosting.Cluster;

/// <summary>
/// The only place that knows what carries messages between nodes: our own engine over RabbitMQ (<c>amqp://</c>, <c>amqps://</c>) or the real library's TCP
/// (<c>akka.tcp://</c>). Turns EdgeNas's settings into the engine's.
/// </summary>
internal static class Engine
{
    /// <summary>Name of every node's actor system.</summary>
    public const string System = "edgenas";

    /// <summary>The largest message: a page of events, a job with a search's measurements.</summary>
    private const string LargestMessage = "16 MiB";

    /// <summary>
    /// What the real library's extensions would set themselves, but too late: serializers are made when a system starts. The mediator that receptionists keep lives on seeds alone, so only they hear of it.
    /// </summary>
    private const string RealTools = """
        akka.cluster.pub-sub.role = seed
        akka.actor {
          serializers.akka-pubsub = "Akka.Cluster.Tools.PublishSubscribe.Serialization.DistributedPubSubMessageSerializer, Akka.Cluster.Tools"
          serialization-bindings {
            "Akka.Cluster.Tools.PublishSubscribe.IDistributedPubSubMessage, Akka.Cluster.Tools" = akka-pubsub
            "Akka.Cluster.Tools.PublishSubscribe.Internal.SendToOneSubscriber, Akka.Cluster.Tools" = akka-pubsub
          }
          serialization-identifiers."Akka.Cluster.Tools.PublishSubscribe.Serialization.DistributedPubSubMessageSerializer, Akka.Cluster.Tools" = 9
        }
        """;

    /// <summary>The real library has the cluster in an assembly of its own.</summary>
    private static readonly bool IsReal = typeof(Akka.Cluster.Cluster).Assembly != typeof(ActorSystem).Assembly;

    /// <summary>Address of a cluster on this machine.</summary>
    public static string Here => IsReal ? $"akka.tcp://{System}@127.0.0.1:2552" : "amqp://127.0.0.1:5672/";

    private static string Expected => IsReal ? $"akka.tcp://{System}@host:port, or several with commas between" : "amqp://host:port/vhost or amqps://host:port/vhost, without a password";

    /// <summary>Null where the text is an address of this build's engine, else what was expected.</summary>
    public static string? Problem(string address) => (IsReal ? IsNodes(address) : IsBroker(address)) ? null : Expected;

    /// <summary>The user that an address names; empty for none.</summary>
    public static string UserIn(string address) => !IsReal && Uri.TryCreate(address, UriKind.Absolute, out var uri) ? Uri.UnescapeDataString(uri.UserInfo) : "";

    /// <summary>The engine's HOCON of a node.</summary>
    /// <param name="trusted">Users that may do more than a board; of no use for any but seeds.</param>
    /// <param name="boards">Paths below which others than the trusted may send to a seed.</param>
    public static Config Settings(ClusterAccess access, NodeRole role, IReadOnlyList<string> trusted, IReadOnlyList<string> boards)
    {
        string common = $$"""
            akka.actor.provider = {{(role == NodeRole.Client ? "remote" : "cluster")}}
            akka.remote.dot-netty.tcp { hostname = {{Quoted(access.Name)}}, port = {{access.Port}}, maximum-frame-size = {{LargestMessage}} }
            akka.cluster {
              roles = [{{role.ToString().ToLowerInvariant()}}]
              # Seeds alone have receptionists: without this they would share their services with every board.
              client.receptionist.role = seed
              downing-provider-class = "Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster"
              split-brain-resolver { active-strategy = keep-majority, stable-after = {{(IsReal ? "10 s" : "4 s")}} }
            }
            """;
        string engine = IsReal ? Nodes(access, role) : Broker(access, role, trusted, boards);
        var settings = ConfigurationFactory.ParseString(engine).WithFallback(ConfigurationFactory.ParseString(common));
        return !IsReal ? settings : settings
            .WithFallback(ConfigurationFactory.ParseString(RealTools))
            .WithFallback(ClusterClientReceptionist.DefaultConfig())
            .WithFallback(ClusterSingletonManager.DefaultConfig())
            .WithFallback(ClusterSingletonProxy.DefaultConfig());
    }

    /// <summary>Where a client finds a seed.</summary>
    public static ImmutableHashSet<ActorPath> Contacts(ClusterAccess access) =>
        [.. (IsReal ? Split(access.Address) : [$"akka.amqp://{System}@seeds:0"]).Select(node => ActorPath.Parse($"{node}/system/receptionist"))];

    private static string Broker(ClusterAccess access, NodeRole role, IReadOnlyList<string> trusted, IReadOnlyList<string> boards)
    {
        var uri = new UriBuilder(access.Address) { UserName = Uri.EscapeDataString(access.User), Password = Uri.EscapeDataString(access.Password) };
        bool isSeed = role == NodeRole.Seed;
        return $$"""
            akka.remote.amqp {
              uri = {{Quoted(uri.Uri.AbsoluteUri)}}
              prefix = {{Quoted(access.Prefix)}}
              seed = {{(isSeed ? "on" : "off")}}
              reach = {{(role is NodeRole.Seed or NodeRole.Worker ? "all" : "seeds")}}
              trusted-users = [{{string.Join(", ", (isSeed ? trusted : ["*"]).Select(Quoted))}}]
              restricted-recipients = [{{string.Join(", ", (isSeed ? boards : []).Select(Quoted))}}]
              tls { ca-file = {{Quoted(access.Tls.CaFile)}}, certificate-file = {{Quoted(access.Tls.CertificateFile)}}, key-file = {{Quoted(access.Tls.KeyFile)}}, server-name = {{Quoted(access.Tls.ServerName)}} }
            }
            akka.cluster.seed-nodes = [{{(isSeed ? "" : Quoted($"akka.amqp://{System}@seeds:0"))}}]
            """;
    }

    private static string Nodes(ClusterAccess access, NodeRole role)
    {
        string[] nodes = Split(access.Address);
        var (host, port) = Listening(access, role, Address.Parse(nodes[0]));
        string certificate = access.Tls.CertificateFile.Length == 0
            ? ""
            : $"akka.remote.dot-netty {{ ssl.certificate.path = {Quoted(access.Tls.CertificateFile)}, tcp.enable-ssl = true }}";
        return $"akka.cluster.seed-nodes = [{string.Join(", ", nodes.Select(Quoted))}]\n"
            + $"akka.remote.dot-netty.tcp {{ hostname = {Quoted(host)}, port = {port} }}\n{certificate}";
    }

    /// <summary>
    /// Where a node of the real library listens. A seed that isn't told where it is is the one that the address names first. What meets on one machine needs no name that others could look up.
    /// </summary>
    internal static (string Host, int Port) Listening(ClusterAccess access, NodeRole role, Address first)
    {
        bool isFirst = role == NodeRole.Seed && access.Port == 0, isNamed = !access.Name.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase);
        bool takesHost = !isNamed && (isFirst || first.Host is "localhost" or "127.0.0.1" or "::1");
        return (takesHost ? first.Host! : access.Name, isFirst ? first.Port ?? 0 : access.Port);
    }

    private static bool IsBroker(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" && uri.Host.Length > 0 && !uri.UserInfo.Contains(':', StringComparison.Ordinal);

    private static bool IsNodes(string addresses) => Split(addresses) is { Length: > 0 } nodes
        && nodes.All(node => ActorPath.TryParse($"{node}/user", out var path) && path.Address is { Protocol: "akka.tcp", System: System, Host: not null, Port: not null });

    private static string[] Split(string addresses) => addresses.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
