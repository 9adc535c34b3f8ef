using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
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
    /// <param name="silence">
    /// After which a request fails to which nobody says or takes a byte: a seed that stands still, or whose cable was pulled, would keep the job for ever. Holds for requests that are
    /// waited for without async, as all of <see cref="HttpArtifactStore"/> are. A minute where nothing is given: a seed checks gigabytes in that time.
    /// </param>
    public static SeedAddress Address(ArtifactAccess access, TimeSpan? silence = null)
    {
        int milliseconds = (int)(silence ?? TimeSpan.FromMinutes(1)).TotalMilliseconds;
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, milliseconds, cancellation) };
        if (access.CaFile.Length > 0)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(access.CaFile);
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        return new SeedAddress(handler);
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint server, int silenceMilliseconds, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = silenceMilliseconds, SendTimeout = silenceMilliseconds };
        try
        {
            await socket.ConnectAsync(server, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
