using System.CommandLine;
using EdgeNas.Hosting.Cluster;
using EdgeNas.Hosting.Settings.Nodes;

namespace EdgeNas.Cli.Commands;

/// <summary>The options by which a command talks to a cluster instead of a folder.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string?> _cluster = new("--cluster") { Description = "Ask the cluster at this address instead of a folder: amqp(s)://user@host:port/vhost.", HelpName = "ADDRESS" };

    private readonly Option<string?> _config = new("--config") { Description = "Settings for talking to the cluster, as documented in hocon/node/client.conf; cluster.address there stands for --cluster.", HelpName = "FILE" };

    public void AddTo(Command command, bool required = false)
    {
        _cluster.Required = required;
        command.Options.Add(_cluster);
        command.Options.Add(_config);
    }

    /// <summary>Whether a cluster is meant: its address is given, or settings that hold it.</summary>
    public bool Are(ParseResult parsed) => (parsed.GetValue(_cluster) ?? parsed.GetValue(_config)) is not null;

    public ClientSettings Read(ParseResult parsed)
    {
        IReadOnlyList<NodeOption> options = parsed.GetValue(_cluster) is { } address ? [new NodeOption("--cluster", "cluster.address", address)] : [];
        return ClientSettings.Read(new NodeSources(parsed.GetValue(_config), [], options));
    }

    /// <exception cref="EdgeNas.Domain.EdgeNasException">The cluster can't be reached.</exception>
    public ClusterSearches Connect(ParseResult parsed) => ClusterSearches.Connect(Read(parsed));
}
