using EdgeNas.Hosting.Cluster;

namespace EdgeNas.Hosting.Settings.Nodes;

/// <summary>What <c>hocon/node/worker.conf</c> says of a worker.</summary>
/// <param name="Data">Folder of the data sets; empty: where they are by default.</param>
/// <param name="CacheFolder">Of copies of artifacts.</param>
/// <param name="CacheBytes">What these may take.</param>
/// <param name="MemoryBytes">That one job may use.</param>
/// <param name="Gpu">Number of the graphics processor; null for none.</param>
/// <param name="GpuMemoryBytes">Of that, for one job.</param>
public sealed record WorkerSettings(
    ClusterAccess Access, string Data, long MemoryBytes, int? Gpu, long GpuMemoryBytes, ArtifactAccess Artifacts, string CacheFolder, long CacheBytes, TimeSpan Patience, LogSettings Log)
{
    private const string Defaults = "node/worker.conf";

    /// <exception cref="SettingsException">All that is wrong, at once.</exception>
    public static WorkerSettings Read(NodeSources sources)
    {
        var reader = sources.Reader(Defaults);
        int? gpu = reader.OptionalText("resources.gpu") is { Length: > 0 } ? reader.Whole("resources.gpu", 0, 255) : null;
        var settings = new WorkerSettings(
            NodeKeys.ReadAccess(reader),
            reader.OptionalText("data"),
            reader.OptionalText("resources.memory") == "auto" ? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes : reader.Bytes("resources.memory", 0),
            gpu,
            reader.Bytes("resources.gpu-memory", 0),
            ArtifactAccess.Read(reader),
            reader.Text("artifacts.cache-folder", "a folder"),
            reader.Bytes("artifacts.cache-size", 0),
            reader.Time("artifacts.patience", TimeSpan.FromSeconds(1), TimeSpan.FromDays(7)),
            NodeKeys.ReadLog(reader));
        if (gpu is not null && settings.GpuMemoryBytes == 0) reader.Report("resources.gpu", $"resources.gpu = {gpu}: resources.gpu-memory must say how much memory of it a job may use, such as 8 GiB");
        reader.RefuseUnknown(Reference.KeysOf(Defaults));
        reader.ThrowIfAny();
        return settings;
    }
}

/// <summary>What opens the artifact server to a node.</summary>
/// <param name="Token">Empty for none. Never shown.</param>
/// <param name="CaFile">Who may have signed its certificate; empty: those that this system trusts.</param>
public sealed record ArtifactAccess(string Token, string CaFile)
{
    internal static ArtifactAccess Read(SettingsReader reader) =>
        new(NodeKeys.Secret(reader, "artifacts.token-file", NodeKeys.TokenVariable), NodeKeys.ExistingFile(reader, "artifacts.ca-file"));

    public override string ToString() => nameof(ArtifactAccess);
}
