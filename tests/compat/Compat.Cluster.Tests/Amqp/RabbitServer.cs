using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Compat.Cluster.Tests.Amqp;

/// <summary>A RabbitMQ of the tests' own, on free ports of this machine, in a folder that ends with it.</summary>
internal sealed class RabbitServer
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenas-rabbit-").FullName;
    private readonly int _distributionPort = FreePort();
    private readonly int _epmdPort = FreePort();
    private Process? _epmd;
    private Process? _server;

    /// <summary>The start script without the wrapper that changes user; null if it isn't installed.</summary>
    public static string? Program { get; } = Newest("/usr/lib/rabbitmq/lib", "sbin/rabbitmq-server");

    public int Port { get; } = FreePort();

    private static string? PortMapper { get; } = Newest("/usr/lib/erlang", "bin/epmd");

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <param name="definitions">Users, permissions and virtual hosts, as the broker imports them.</param>
    /// <param name="settings">Lines of rabbitmq.conf.</param>
    public async Task StartAsync(string? definitions = null, string settings = "", string plugins = "")
    {
        if (definitions is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, "definitions.json"), definitions);
            settings += $"\nload_definitions = {_folder}/definitions.json";
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "rabbitmq.conf"), $"log.console = true\nlog.file = false\n{settings}\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "plugins"), $"[{plugins}].");
        if (PortMapper is { } mapper && _epmd is null)
            _epmd = Process.Start(new ProcessStartInfo(mapper, ["-port", $"{_epmdPort}", "-address", "127.0.0.1"]) { RedirectStandardError = true });
        await LaunchAsync();
    }

    /// <summary>Ends the broker at once and starts it again; what was not written to disk is lost.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        await LaunchAsync();
    }

    public async Task KillAsync()
    {
        if (_server is null) return;
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
        _server = null;
    }

    public async Task StopAsync()
    {
        await KillAsync();
        if (_epmd is not null)
        {
            _epmd.Kill();
            await _epmd.WaitForExitAsync();
            _epmd.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    public async Task LaunchAsync()
    {
        var start = new ProcessStartInfo(Program!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["HOME"] = _folder,
            ["RABBITMQ_NODENAME"] = $"test{Port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = $"{Port}",
            ["RABBITMQ_DIST_PORT"] = $"{_distributionPort}",
            ["ERL_EPMD_PORT"] = $"{_epmdPort}",
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder, "data"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(_folder, "log"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder, "plugins"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder, "rabbitmq.conf"),
            ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(_folder, "none"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+sbwt none +sbwtdcpu none +sbwtdio none",
        }) start.Environment[name] = value;
        _server = Process.Start(start)!;
        _ = _server.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        while (await _server.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(90)) is { } line)
        {
            lines.Add(line);
            if (!line.Contains("Server startup complete", StringComparison.Ordinal)) continue;
            _ = DrainAsync(_server.StandardOutput);
            return;
        }

        throw new InvalidOperationException($"RabbitMQ ended before it was ready: {string.Join('\n', lines.TakeLast(20))}");
    }

    private static async Task DrainAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is not null)
        {
            // Only so that the broker can go on writing.
        }
    }

    private static string? Newest(string folder, string program) => Directory.Exists(folder)
        ? Directory.GetDirectories(folder).OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, program)).FirstOrDefault(File.Exists)
        : null;
}
