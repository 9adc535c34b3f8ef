using System.CommandLine;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas cluster leave NODE</c> and <c>drain NODE</c>: lets a node go.</summary>
internal static class ClusterLeaveCommands
{
    public static Command Leave()
    {
        var (node, cluster) = (Node(), new ClusterOptions());
        var command = new Command("leave", "Let a node leave now; what it works on goes to others.") { node };
        cluster.AddTo(command, required: true);
        command.SetAction(async (parsed, _) =>
        {
            await using var searches = cluster.Connect(parsed);
            Console.WriteLine($"{await searches.LetLeaveAsync(parsed.GetRequiredValue(node))} leaves");
            return ExitCodes.Success;
        });
        return command;
    }

    public static Command Drain()
    {
        var (node, cluster) = (Node(), new ClusterOptions());
        var grace = new Option<double>("--grace") { Description = "Seconds that jobs under way may go on; then they stop at their next step, and others do them.", HelpName = "SECONDS", DefaultValueFactory = _ => 60 };
        var command = new Command("drain", "Give a node no more jobs, and let it leave when it has none.") { node, grace };
        cluster.AddTo(command, required: true);
        command.SetAction(async (parsed, _) =>
        {
            await using var searches = cluster.Connect(parsed);
            using var interrupt = new Interrupt(null);
            var address = await searches.LetDrainAsync(parsed.GetRequiredValue(node), TimeSpan.FromSeconds(parsed.GetValue(grace)), interrupt.Token);
            if (address is null) Console.Error.WriteLine("it goes on draining; run this again to see it leave");
            else Console.WriteLine($"{address} has no more jobs, and leaves");
            return address is null ? ExitCodes.Paused : ExitCodes.Success;
        });
        return command;
    }

    private static Argument<string> Node() => new("NODE") { Description = "The node's name as `edgenas cluster status` shows it, or its host where that is one node's alone." };
}
