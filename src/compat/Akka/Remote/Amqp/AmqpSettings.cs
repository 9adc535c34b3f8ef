using Akka.Configuration;

namespace Akka.Remote.Amqp;

/// <summary>How a node reaches the broker and what it may use of it; <c>remote.conf</c> says what each key means.</summary>
internal sealed record AmqpSettings(
    Uri Uri,
    string User,
    string Password,
    AmqpTls? Tls,
    string Prefix,
    bool ReachesSeedsAlone,
    bool IsSeed,
    bool IsMember,
    IReadOnlyList<string> TrustedUsers,
    IReadOnlyList<string> RestrictedRecipients,
    TimeSpan Heartbeat,
    TimeSpan BackoffMin,
    TimeSpan BackoffMax,
    int SendWindow,
    int BufferFrames,
    long BufferBytes,
    TimeSpan BufferWait,
    ushort Prefetch,
    long MailboxBytes,
    long MaximumFrameBytes)
{
    private const string Root = "akka.remote.amqp";

    /// <summary>True where the certificate says who the node is.</summary>
    public bool IsExternal => Tls is { HasCertificate: true } && Password.Length == 0;

    /// <summary>The broker without credentials, for messages.</summary>
    public string Broker => $"{Uri.Scheme}://{Uri.Host}:{Port}{Uri.AbsolutePath}";

    public int Port => Uri.Port > 0 ? Uri.Port : Uri.Scheme == "amqps" ? 5671 : 5672;

    public string VirtualHost => Uri.AbsolutePath.Length <= 1 ? "/" : Uri.UnescapeDataString(Uri.AbsolutePath[1..]);

    /// <exception cref="ConfigurationException">A key is missing or makes no sense; the message names it.</exception>
    public static AmqpSettings Read(Config root)
    {
        var config = root.Section(Root);
        string text = config.GetString("uri", "");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps"))
            throw new ConfigurationException($"{Root}.uri is '{text}'; expected amqp(s)://user:password@host:port/vhost.");
        string[] credentials = uri.UserInfo.Length == 0 ? [] : [.. uri.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString)];
        string passwordFile = config.GetString("password-file", "");
        string user = config.GetString("user", "");
        return new AmqpSettings(
            uri,
            user.Length > 0 ? user : credentials.FirstOrDefault(""),
            passwordFile.Length > 0 ? ReadPassword(passwordFile) : credentials.ElementAtOrDefault(1) ?? "",
            uri.Scheme == "amqps" ? AmqpTls.Read(config.Section("tls"), uri.Host) : null,
            config.Required("prefix"),
            OneOf("reach", "all", "seeds") == "seeds",
            config.GetBoolean("seed"),
            RemoteActorRefProvider.IsCluster(root),
            [.. config.GetStringList("trusted-users")],
            [.. config.GetStringList("restricted-recipients")],
            config.GetTimeSpan("heartbeat"),
            config.GetTimeSpan("reconnect-backoff.min"),
            config.GetTimeSpan("reconnect-backoff.max"),
            (int)AtLeastOne("send-window", config.GetInt("send-window")),
            (int)AtLeastOne("send-buffer.frames", config.GetInt("send-buffer.frames")),
            AtLeastOne("send-buffer.bytes", config.GetByteSize("send-buffer.bytes") ?? 0),
            config.GetTimeSpan("send-buffer.wait"),
            (ushort)AtLeastOne("prefetch", config.GetInt("prefetch")),
            AtLeastOne("mailbox-size", config.GetByteSize("mailbox-size") ?? 0),
            AtLeastOne("(dot-netty.tcp.)maximum-frame-size", root.GetByteSize("akka.remote.dot-netty.tcp.maximum-frame-size") ?? 0));

        string OneOf(string key, params string[] known) => config.GetString(key) is { } value && known.Contains(value)
            ? value
            : throw new ConfigurationException($"{Root}.{key} is '{config.GetString(key)}'; expected {string.Join(" or ", known)}.");
    }

    private static long AtLeastOne(string key, long value) => value > 0 ? value : throw new ConfigurationException($"{Root}.{key} is {value}; expected at least 1.");

    private static string ReadPassword(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{Root}.password-file '{file}' can't be read: {error.Message}", error);
        }
    }
}
