using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using EdgeNas.Hosting.Settings.Nodes;

namespace EdgeNas.Hosting.Artifacts;

/// <summary>Makes what speaks to the artifact server.</summary>
internal static class ArtifactClient
{
    public static HttpClient Create(ArtifactAccess access, SeedAddress address)
    {
        var client = new HttpClient(address) { BaseAddress = SeedAddress.Placeholder, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access.Token);
        return client;
    }

    /// <summary>Trusts the certificates that <paramref name="access"/> says.</summary>
    public static SeedAddress Address(ArtifactAccess access)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) };
        if (access.CaFile.Length > 0)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(access.CaFile);
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        return new SeedAddress(handler);
    }
}
