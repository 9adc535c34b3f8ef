using EdgeNas.Hosting.Cluster;

namespace EdgeNas.Hosting.Settings.Nodes;

/// <summary>What <c>hocon/node/client.conf</c> says of a command that talks to a cluster.</summary>
/// <param name="Patience">How long a seed may take to answer.</param>
public sealed record ClientSettings(ClusterAccess Access, ArtifactAccess Artifacts, TimeSpan Patience)
{
    private const string Defaults = "node/client.conf";

    /// <exception cref="SettingsException">All that is wrong, at once.</exception>
    public static ClientSettings Read(NodeSources sources)
    {
        var reader = sources.Reader(Defaults);
        if (reader.OptionalText("cluster.address").Length == 0) reader.Report("cluster.address", "cluster.address is missing: expected the cluster's address here, or as --cluster ADDRESS");
        var settings = new ClientSettings(NodeKeys.ReadAccess(reader), ArtifactAccess.Read(reader), reader.Time("patience", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)));
        reader.RefuseUnknown(Reference.KeysOf(Defaults));
        reader.ThrowIfAny();
        return settings;
    }
}
