using System.CommandLine;
using EdgeNas.Hosting.Cluster;
using EdgeNas.Hosting.Settings.Nodes;

namespace EdgeNas.Cli.Commands;

/// <summary>The options by which a command talks to a cluster instead of a folder.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string?> _cluster = new("--cluster") { Description = "The cluster at this address is meant: amqp(s)://user@host:port/vhost.", HelpName = "ADDRESS" };

    private readonly Option<string?> _config = new("--config")
    {
        Description = "Settings for talking to the cluster, as documented in hocon/node/client.conf; cluster.address there stands for --cluster.",
        HelpName = "FILE",
    };

    /// <param name="required">Whether the command has nothing else to talk to.</param>
    public void AddTo(Command command, bool required = false)
    {
        command.Options.Add(_cluster);
        command.Options.Add(_config);
        if (!required) return;
        command.Validators.Add(result =>
        {
            if ((result.GetValue(_cluster) ?? result.GetValue(_config)) is null) result.AddError("Which cluster? Give --cluster ADDRESS, or --config FILE with cluster.address.");
        });
    }

    /// <summary>Whether a cluster is meant: its address is given, or settings that hold it.</summary>
    public bool Are(ParseResult parsed) => (parsed.GetValue(_cluster) ?? parsed.GetValue(_config)) is not null;

    /// <summary>The options as they were given, for the text of another command.</summary>
    public string Text(ParseResult parsed) => string.Join(' ', new[]
    {
        parsed.GetValue(_cluster) is { } address ? $"--cluster {address}" : null,
        parsed.GetValue(_config) is { } file ? $"--config {file}" : null,
    }.OfType<string>());

    /// <exception cref="EdgeNas.Domain.EdgeNasException">The cluster can't be reached.</exception>
    public ClusterSearches Connect(ParseResult parsed)
    {
        IReadOnlyList<NodeOption> options = parsed.GetValue(_cluster) is { } address ? [new NodeOption("--cluster", "cluster.address", address)] : [];
        return ClusterSearches.Connect(ClientSettings.Read(new NodeSources(parsed.GetValue(_config), [], options)));
    }
}
