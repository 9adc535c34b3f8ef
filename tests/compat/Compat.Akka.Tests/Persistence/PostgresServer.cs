using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Compat.Akka.Tests.Persistence;

/// <summary>A PostgreSQL of the tests' own, on a free port of this machine, in a folder that ends with it.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenas-postgres-").FullName;
    private readonly int _port = FreePort();
    private Process? _server;

    /// <summary>Where its programs are; null if it isn't installed.</summary>
    public static string? Programs { get; } = new[] { "/usr/lib/postgresql" }.Where(Directory.Exists)
        .SelectMany(Directory.GetDirectories).Select(version => Path.Combine(version, "bin"))
        .OrderDescending(StringComparer.Ordinal).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));

    public int Port => _port;

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres;Pooling=false";

    private string Data => Path.Combine(_folder, "data");

    public async Task InitializeAsync()
    {
        if (Programs is null) return;
        if (Environment.UserName == "root") await RunAsync("chown", "postgres", _folder);
        await RunAsync([.. AsPostgres(), Path.Combine(Programs, "initdb"), "-D", Data, "-A", "trust", "-U", "postgres", "--no-sync"]);
        await LaunchAsync();
    }

    /// <summary>Starts it on the data that are there.</summary>
    public async Task LaunchAsync()
    {
        string[] command = [.. AsPostgres(), Path.Combine(Programs!, "postgres"), "-D", Data, "-p", $"{_port}", "-h", "127.0.0.1", "-k", _folder];
        _server = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        while (await _server.StandardError.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
        {
            if (!line.Contains("ready to accept connections", StringComparison.Ordinal)) continue;
            _ = _server.StandardError.ReadToEndAsync();
            return;
        }

        throw new InvalidOperationException("PostgreSQL ended before it was ready.");
    }

    /// <summary>Ends it at once, all its processes: what it has not written to disk is lost.</summary>
    public async Task KillAsync()
    {
        if (_server is null) return;
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
        _server = null;
    }

    public async Task DisposeAsync()
    {
        await KillAsync();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static string[] AsPostgres() => Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"`{string.Join(' ', command)}` failed: {output}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
