using System.CommandLine;
using EdgeNas.Hosting.Nodes;
using EdgeNas.Hosting.Settings.Nodes;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas seed</c>, <c>worker</c> and <c>profiler</c>: nodes of a cluster, until they are stopped or have to leave.</summary>
internal static class NodeCommands
{
    public static Command Seed()
    {
        var command = new Command("seed", "Run a seed of a cluster: it keeps the searches, hands out jobs and stores artifacts. Several may run, one leads.");
        var sources = Sources(command, "seed");
        command.SetAction((parsed, _) => RunAsync("seed", () => SeedNode.StartAsync(SeedSettings.Read(sources(parsed, [])), TimeProvider.System)));
        return command;
    }

    public static Command Worker()
    {
        var gpu = new Option<string?>("--gpu") { Description = "Number of the graphics processor for this worker, counted from 0: searches with compute.device = cuda are computed on it, others on the processor (resources.gpu).", HelpName = "N" };
        var memory = new Option<string?>("--memory") { Description = "Memory that a job may use, such as 8GiB; all of the machine's by default (resources.memory).", HelpName = "SIZE" };
        var command = new Command("worker", "Run a worker of a cluster: it trains, fits and scores. Any number may come and go.") { gpu, memory };
        var sources = Sources(command, "worker");
        command.SetAction((parsed, _) =>
        {
            NodeOption[] options =
            [
                .. parsed.GetValue(gpu) is { } number ? [new NodeOption("--gpu", "resources.gpu", number)] : Array.Empty<NodeOption>(),
                .. parsed.GetValue(memory) is { } size ? [new NodeOption("--memory", "resources.memory", size)] : Array.Empty<NodeOption>(),
            ];
            return RunAsync("worker", () => Task.FromResult(WorkerNode.Start(WorkerSettings.Read(sources(parsed, options)), Installation.Data, TimeProvider.System)));
        });
        return command;
    }

    public static Command Profiler()
    {
        var device = new Option<string>("--device") { Description = "File that says what to measure on, such as hocon/devices/local-cpu.conf.", HelpName = "FILE", Required = true };
        var command = new Command("profiler", "Run a profiler of a cluster, on the board: it times networks on one device.") { device };
        var sources = Sources(command, "profiler");
        command.SetAction((parsed, _) => RunAsync(
            "profiler", () => Task.FromResult(ProfilerNode.Start(ProfilerSettings.Read(sources(parsed, []), parsed.GetRequiredValue(device)), TimeProvider.System))));
        return command;
    }

    /// <summary>Adds the options that all nodes have.</summary>
    private static Func<ParseResult, IReadOnlyList<NodeOption>, NodeSources> Sources(Command command, string name)
    {
        var cluster = new Option<string?>("--cluster") { Description = "Address of the cluster: amqp(s)://user@host:port/vhost of its broker.", HelpName = "ADDRESS" };
        var config = new Option<string?>("--config") { Description = $"Settings; hocon/node/{name}.conf documents every key.", HelpName = "FILE" };
        var set = new Option<string[]>("--set") { Description = "Override a key of the settings; may be given several times.", HelpName = "key=value", DefaultValueFactory = _ => [] };
        command.Options.Add(cluster);
        command.Options.Add(config);
        command.Options.Add(set);
        return (parsed, more) => new NodeSources(
            parsed.GetValue(config), parsed.GetRequiredValue(set), [.. more, .. parsed.GetValue(cluster) is { } address ? [new NodeOption("--cluster", "cluster.address", address)] : Array.Empty<NodeOption>()]);
    }

    private static async Task<int> RunAsync(string name, Func<Task<ClusterNode>> start)
    {
        using var interrupt = new Interrupt($"{name}: leaving the cluster; Ctrl-C again ends at once");
        await using var node = await start();
        await Task.WhenAny(node.Ended, Task.Delay(Timeout.Infinite, interrupt.Token));
        await node.LeaveAsync();
        return await node.Ended switch
        {
            NodeEnd.Stopped => Say($"{name}: left the cluster", ExitCodes.Success),
            NodeEnd.AskedToLeave => Say($"{name}: left the cluster, as it was asked to", ExitCodes.Success),
            _ => Say($"{name}: the cluster gave this node up, since it was silent for too long; what it worked on goes to others. Start it again: it joins as a new node.", ExitCodes.Removed),
        };
    }

    private static int Say(string text, int code)
    {
        Console.Error.WriteLine(text);
        return code;
    }
}
