namespace EdgeNas.Hosting.Cluster;

/// <summary>What a process is in a cluster.</summary>
public enum NodeRole
{
    Seed,
    Worker,
    Profiler,

    /// <summary>A command: no member, it only asks.</summary>
    Client,
}

/// <summary>How a process gets into a cluster.</summary>
/// <param name="Address">The engine's, without credentials: a broker, or with the real library one or several nodes.</param>
/// <param name="Name">Of this node.</param>
/// <param name="Port">Tells nodes of one name apart; 0 for one of the node's choice.</param>
/// <param name="User">Of the broker; empty where a certificate says it.</param>
/// <param name="Password">Empty for none. Never shown.</param>
/// <param name="Prefix">Tells clusters on one broker apart.</param>
public sealed record ClusterAccess(string Address, string Name, int Port, string User, string Password, ClusterTls Tls, string Prefix)
{
    public override string ToString() => Address;
}

/// <summary>PEM files; empty for none.</summary>
/// <param name="ServerName">The name in the broker's certificate; empty for the address's host.</param>
public sealed record ClusterTls(string CaFile, string CertificateFile, string KeyFile, string ServerName);
