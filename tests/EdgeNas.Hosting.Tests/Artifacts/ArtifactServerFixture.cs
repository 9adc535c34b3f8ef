using System.Net.Http.Headers;
using EdgeNas.Hosting.Artifacts;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Tests.Artifacts;

/// <summary>A server on a free port of loopback, and clients for it.</summary>
public abstract class ArtifactServerFixture : IAsyncLifetime
{
    protected const string Token = "secret-of-worker-1";

    private ArtifactServer? _server;

    private protected TemporaryFolder Folder { get; } = new();

    protected FileArtifactStore Store => new(Folder.File("artifacts"));

    private protected TemporaryFolder Settings { get; } = new();

    /// <summary>The server's file of tokens.</summary>
    protected string Tokens => Settings.File("tokens");

    protected ArtifactServer Server => _server!;

    protected virtual long Quota => 1 << 20;

    protected virtual long Largest => 1 << 18;

    public async Task InitializeAsync()
    {
        var options = new ArtifactServerOptions { Address = new Uri("http://127.0.0.1:0"), Quota = Quota, LargestArtifact = Largest };
        Settings.Write("tokens", $"worker-1 {NodeTokens.Hash(Token)}\nworker-2 {NodeTokens.Hash("other")}\n");
        _server = await ArtifactServer.StartAsync(Store, Folder.File("uploads"), options, new NodeTokensFile(Tokens), TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Folder.Dispose();
        Settings.Dispose();
    }

    protected HttpClient Client(string? token = Token, HttpMessageHandler? handler = null)
    {
        var client = new HttpClient(handler ?? new SocketsHttpHandler()) { BaseAddress = Server.Address };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    protected static byte[] Bytes(int length, byte seed = 1) => [.. Enumerable.Range(0, length).Select(index => (byte)((index * 31) + seed))];
}
