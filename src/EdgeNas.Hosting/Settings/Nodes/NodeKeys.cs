using EdgeNas.Hosting.Cluster;

namespace EdgeNas.Hosting.Settings.Nodes;

/// <summary>Reads what the settings of all nodes have in common.</summary>
internal static class NodeKeys
{
    private static readonly string[] Levels = ["debug", "info", "warning", "error"];

    /// <summary>What the password of the broker's user is read from where no file is given.</summary>
    public const string PasswordVariable = "EDGENAS_PASSWORD";

    /// <summary>What a node's token is read from where no file is given.</summary>
    public const string TokenVariable = "EDGENAS_TOKEN";

    public static ClusterAccess ReadAccess(SettingsReader reader)
    {
        string address = reader.OptionalText("cluster.address");
        if (address.Length == 0) address = Engine.Here;
        else if (Engine.Problem(address) is { } expected) reader.Report("cluster.address", $"cluster.address = {address}: expected {expected}");
        string name = reader.OptionalText("cluster.name"), user = reader.OptionalText("cluster.user");
        if (name.Length > 0 && Uri.CheckHostName(name) == UriHostNameType.Unknown) reader.Report("cluster.name", $"cluster.name = {name}: expected a name of letters, digits, dots and dashes");
        var tls = new ClusterTls(
            ExistingFile(reader, "cluster.tls.ca-file"),
            ExistingFile(reader, "cluster.tls.certificate-file"),
            ExistingFile(reader, "cluster.tls.key-file"),
            reader.OptionalText("cluster.tls.server-name"));
        if ((tls.CertificateFile.Length == 0) != (tls.KeyFile.Length == 0)) reader.Report("cluster.tls.key-file", "cluster.tls: a certificate-file and its key-file are given together or not at all");
        return new ClusterAccess(
            address,
            name.Length > 0 ? name : Environment.MachineName.ToLowerInvariant(),
            reader.Whole("cluster.port", 0, 65_535),
            user.Length > 0 ? user : Engine.UserIn(address),
            Secret(reader, "cluster.password-file", PasswordVariable),
            tls,
            reader.Text("cluster.prefix", "letters, digits and dashes", text => text.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol == '-')));
    }

    public static LogSettings ReadLog(SettingsReader reader) => new(reader.OneOf("log.level", Levels), reader.OptionalText("log.file"));

    /// <summary>A secret from the file that a key names, or from the environment; empty where there is neither.</summary>
    public static string Secret(SettingsReader reader, string key, string variable)
    {
        string path = ExistingFile(reader, key);
        return path.Length > 0 && File.Exists(path) ? File.ReadAllText(path).Trim() : path.Length > 0 ? "" : Environment.GetEnvironmentVariable(variable) ?? "";
    }

    public static string ExistingFile(SettingsReader reader, string key)
    {
        string path = reader.OptionalText(key);
        if (path.Length > 0 && !File.Exists(path)) reader.Report(key, $"{key} = {path}: there is no such file");
        return path;
    }
}

/// <summary>What a node says of itself, and where.</summary>
/// <param name="Level"><c>debug</c>, <c>info</c>, <c>warning</c> or <c>error</c>.</param>
/// <param name="File">Empty for standard output.</param>
public sealed record LogSettings(string Level, string File);
