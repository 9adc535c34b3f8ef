using System.Diagnostics;

namespace Compat.Cluster.Tests.Amqp;

/// <summary>One broker for all tests of a class, set up with the scripts and the settings that users take.</summary>
public sealed class TlsBroker : IAsyncLifetime
{
    private static readonly string Scripts = Path.Combine(Root(), "cluster", "broker");

    private readonly RabbitServer _broker = new();

    /// <summary>Where the certificates lie.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("edgenas-tls-").FullName;

    public int Port { get; } = RabbitServer.FreePort();

    public async Task InitializeAsync()
    {
        if (RabbitServer.Program is null) return;
        await RunAsync("certificates", Folder, "broker=localhost,127.0.0.1", "seed-1", "nano-1", "nano-2");
        await RunAsync("certificates", Path.Combine(Folder, "strangers"), "seed-1");
        string settings = (await File.ReadAllTextAsync(Path.Combine(Scripts, "rabbitmq.conf")))
            .Replace("/etc/rabbitmq/edgenas", Folder, StringComparison.Ordinal)
            .Replace("default = 5671", $"default = 127.0.0.1:{Port}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(Folder, "definitions.json"), await RunAsync("users", "--seeds", "seed-1", "--boards", "nano-1,nano-2"));
        await _broker.StartAsync(settings: settings, plugins: "rabbitmq_auth_mechanism_ssl");
    }

    public async Task DisposeAsync()
    {
        await _broker.StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Runs one of the scripts and returns what it printed.</summary>
    private static async Task<string> RunAsync(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Scripts, script), arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{script} ended with {process.ExitCode}: {await errors}");
        return output;
    }

    private static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "EdgeNas.sln"))) return at.FullName;
        }

        throw new InvalidOperationException($"No EdgeNas.sln above {AppContext.BaseDirectory}.");
    }
}
