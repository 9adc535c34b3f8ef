using System.Collections.Immutable;
using EdgeNas.Actors.Seeds;
using EdgeNas.Hosting.Artifacts;
using EdgeNas.Hosting.Cluster;

namespace EdgeNas.Hosting.Settings.Nodes;

/// <summary>What <c>hocon/node/seed.conf</c> says of a seed.</summary>
/// <param name="TrustedUsers">Users of the broker that are no boards.</param>
/// <param name="Folder">Of the artifacts, and of the journal where that is SQLite.</param>
/// <param name="JournalConnection">Of a PostgreSQL database; empty for SQLite in the folder. It may hold a password: never shown.</param>
/// <param name="PublicAddress">Where other machines reach the artifact server; null: where it listens.</param>
/// <param name="CleanEvery">How often artifacts are removed that no search needs.</param>
/// <param name="Boards">Which devices boards may speak for.</param>
/// <param name="Lease">For which a worker keeps a job without a sign of life.</param>
public sealed record SeedSettings(
    ClusterAccess Access,
    IReadOnlyList<string> TrustedUsers,
    string Folder,
    string JournalConnection,
    ArtifactServerOptions Artifacts,
    Uri? PublicAddress,
    string TokensFile,
    TimeSpan CleanEvery,
    BoardRights Boards,
    TimeSpan Lease,
    LogSettings Log)
{
    private const string Defaults = "node/seed.conf";

    /// <summary>Without the connection, which may hold a password.</summary>
    public override string ToString() => $"{nameof(SeedSettings)} {{ {Access}, {Folder} }}";

    /// <exception cref="SettingsException">All that is wrong, at once.</exception>
    public static SeedSettings Read(NodeSources sources)
    {
        var reader = sources.Reader(Defaults);
        var access = NodeKeys.ReadAccess(reader);
        var settings = new SeedSettings(
            access,
            [.. reader.Texts("cluster.trusted-users", "a list of users").Append(access.User).Where(user => user.Length > 0).Distinct()],
            reader.Text("folder", "a folder"),
            ReadConnection(reader),
            ReadServer(reader),
            reader.OptionalText("artifacts.public-address") is { Length: > 0 } address ? ReadAddress(reader, "artifacts.public-address", address) : null,
            reader.Text("artifacts.tokens-file", "a file; `edgenas cluster token NODE` makes it"),
            reader.Time("artifacts.clean-every", TimeSpan.FromSeconds(1), TimeSpan.FromDays(365)),
            ReadBoards(reader),
            reader.Time("jobs.lease", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            NodeKeys.ReadLog(reader));
        reader.RefuseUnknown(Reference.KeysOf(Defaults));
        reader.ThrowIfAny();
        return settings;
    }

    private static BoardRights ReadBoards(SettingsReader reader)
    {
        const string Expected = "a list of boards with their devices, such as [\"board-1: jetson-7, jetson-7-int8\"]";
        var rights = ImmutableDictionary.CreateBuilder<string, ImmutableHashSet<string>>();
        foreach (string entry in reader.Texts("cluster.boards", Expected))
        {
            string[] parts = entry.Split(':', StringSplitOptions.TrimEntries);
            if (parts is [{ Length: > 0 } board, { Length: > 0 } devices]) rights[board] = [.. devices.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            else reader.Report("cluster.boards", $"cluster.boards has '{entry}': expected {Expected}");
        }

        return new BoardRights(rights.ToImmutable());
    }

    private static string ReadConnection(SettingsReader reader)
    {
        string connection = reader.OptionalText("journal.connection"), password = NodeKeys.Secret(reader, "journal.password-file", "EDGENAS_JOURNAL_PASSWORD");
        return connection.Length > 0 && password.Length > 0 ? $"{connection.TrimEnd(';')};Password=\"{password.Replace("\"", "\"\"")}\"" : connection;
    }

    private static ArtifactServerOptions ReadServer(SettingsReader reader)
    {
        var address = ReadAddress(reader, "artifacts.address", reader.OptionalText("artifacts.address"));
        string certificate = NodeKeys.ExistingFile(reader, "artifacts.certificate-file"), key = NodeKeys.ExistingFile(reader, "artifacts.key-file");
        if (address.Scheme == Uri.UriSchemeHttps && (certificate.Length == 0 || key.Length == 0)) reader.Report("artifacts.address", $"artifacts.address = {address}: https needs certificate-file and key-file");
        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback) reader.Report("artifacts.address", $"artifacts.address = {address}: tokens would cross the network in the clear; expected https, or http://127.0.0.1");
        return new ArtifactServerOptions
        {
            Address = address,
            Tls = certificate.Length > 0 && key.Length > 0 ? (certificate, key) : null,
            Quota = reader.Bytes("artifacts.quota", 1),
            LargestArtifact = reader.Bytes("artifacts.largest", 1),
        };
    }

    private static Uri ReadAddress(SettingsReader reader, string key, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)) return address;
        reader.Report(key, $"{key} = {text}: expected http://127.0.0.1:port or https://host:port");
        return new Uri("http://127.0.0.1");
    }
}
