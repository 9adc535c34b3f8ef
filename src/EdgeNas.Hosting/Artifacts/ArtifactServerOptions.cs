namespace EdgeNas.Hosting.Artifacts;

/// <summary>How a seed hands out and takes in artifacts.</summary>
public sealed record ArtifactServerOptions
{
    /// <summary>Where it listens: <c>http://127.0.0.1:7180</c>; port 0 for any free one. Anything but loopback wants https and a certificate.</summary>
    public required Uri Address { get; init; }

    /// <summary>PEM files of the server's certificate and key; needed for https.</summary>
    public (string Certificate, string Key)? Tls { get; init; }

    /// <summary>Bytes that all artifacts together may take; uploads beyond are refused.</summary>
    public long Quota { get; init; } = 100L << 30;

    /// <summary>Bytes that one artifact may have.</summary>
    public long LargestArtifact { get; init; } = 4L << 30;
}
