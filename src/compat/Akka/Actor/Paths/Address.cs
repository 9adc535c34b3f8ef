using System.Globalization;

namespace Akka.Actor;

/// <summary>Where an actor system is: <c>protocol://system</c> for one that is only local, <c>protocol://system@host:port</c> for one that can be reached.</summary>
public sealed class Address : IEquatable<Address>, IComparable<Address>, IComparable, ICloneable
{
    /// <summary>Stands for every system, where an address is asked for and none is meant.</summary>
    public static readonly Address AllSystems = new("akka", "all-systems");

    private readonly string _text;

    public Address(string protocol, string system, string? host = null, int? port = null)
    {
        Protocol = protocol;
        System = system;
        Host = host?.ToLowerInvariant()!;
        Port = port;
        string authority = host is null ? "" : port is null ? "@" + Host : $"@{Host}:{port}";
        _text = $"{protocol}://{system}{authority}";
    }

    public static IComparer<Address> Comparer { get; } = Comparer<Address>.Create(Compare);

    public string Protocol { get; }

    public string System { get; }

    public string Host { get; }

    public int? Port { get; }

    public bool HasLocalScope => Host is null;

    public bool HasGlobalScope => Host is not null;

    /// <summary>
    /// Unlike <see cref="TryParse(string, out Address)"/>, takes any protocol. A node behind a broker has a number in the port's place, which may be larger than any port: that is taken too.
    /// </summary>
    /// <exception cref="UriFormatException">It is no URI.</exception>
    public static Address Parse(string address)
    {
        if (TryParse(address, out var numbered) && numbered is { Protocol: Remote.RemoteTransport.Protocol, Port: > ushort.MaxValue }) return numbered;
        var uri = new Uri(address);
        return uri.UserInfo.Length == 0 ? new Address(uri.Scheme, uri.Host) : new Address(uri.Scheme, uri.UserInfo, uri.Host, uri.Port);
    }

    public static bool TryParse(string path, out Address address) => TryParse(path, out address, out _);

    /// <param name="absolutUri">What follows the address, starting with <c>/</c>; <c>/</c> if nothing does.</param>
    public static bool TryParse(string path, out Address address, out string absolutUri)
    {
        address = null!;
        absolutUri = null!;
        if (path is null) return false;
        int scheme = path.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0 || !path.StartsWith("akka", StringComparison.OrdinalIgnoreCase)) return false;
        int start = scheme + 3, slash = path.IndexOf('/', start);
        string authority = slash < 0 ? path[start..] : path[start..slash];
        if (!TryParseAuthority(path[..scheme].ToLowerInvariant(), authority, out address)) return false;
        absolutUri = slash < 0 ? "/" : path[slash..];
        return true;
    }

    public static bool operator ==(Address? left, Address? right) => Equals(left, right);

    public static bool operator !=(Address? left, Address? right) => !Equals(left, right);

    public string HostPort() => _text[(Protocol.Length + 3)..];

    public Address WithProtocol(string protocol) => new(protocol, System, Host, Port);

    public Address WithSystem(string system) => new(Protocol, system, Host, Port);

    public Address WithHost(string? host = null) => new(Protocol, System, host, Port);

    public Address WithPort(int? port = null) => new(Protocol, System, Host, port);

    public bool Equals(Address? other) => ReferenceEquals(this, other) || (other is not null && _text == other._text);

    public override bool Equals(object? obj) => Equals(obj as Address);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public int CompareTo(Address? other) => Compare(this, other);

    int IComparable.CompareTo(object? obj) => obj is Address address ? CompareTo(address) : throw new ArgumentException($"Cannot compare an address with a {obj?.GetType()}.");

    public object Clone() => new Address(Protocol, System, Host, Port);

    public override string ToString() => _text;

    /// <summary>By protocol, system, host and port, the port as a number.</summary>
    private static int Compare(Address? left, Address? right)
    {
        if (left is null || right is null) return (left is null ? 0 : 1) - (right is null ? 0 : 1);
        int order = string.CompareOrdinal(left.Protocol, right.Protocol);
        if (order == 0) order = string.CompareOrdinal(left.System, right.System);
        if (order == 0) order = string.CompareOrdinal(left.Host ?? "", right.Host ?? "");
        return order != 0 ? order : (left.Port ?? 0).CompareTo(right.Port ?? 0);
    }

    private static bool TryParseAuthority(string protocol, string authority, out Address address)
    {
        address = null!;
        int at = authority.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
        {
            if (authority.Length == 0) return false;
            address = new Address(protocol, authority);
            return true;
        }

        int colon = authority.LastIndexOf(':');
        if (colon < at) return false;
        if (!int.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int port)) return false;
        address = new Address(protocol, authority[..at], authority[(at + 1)..colon], port);
        return true;
    }
}
