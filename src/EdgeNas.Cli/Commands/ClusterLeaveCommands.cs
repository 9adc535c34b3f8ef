using System.CommandLine;
using EdgeNas.Domain;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas cluster leave NODE…</c> and <c>drain NODE…</c>: lets nodes go, all at once.</summary>
internal static class ClusterLeaveCommands
{
    public static Command Leave()
    {
        var (nodes, cluster) = (Nodes(), new ClusterOptions());
        var command = new Command("leave", "Let nodes leave now; what they work on goes to others.") { nodes };
        cluster.AddTo(command, required: true);
        command.SetAction(async (parsed, _) =>
        {
            await using var searches = cluster.Connect(parsed);
            return await ForEachAsync(parsed.GetRequiredValue(nodes), async node => $"{await searches.LetLeaveAsync(node)} leaves") ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    public static Command Drain()
    {
        var (nodes, cluster) = (Nodes(), new ClusterOptions());
        var grace = new Option<double>("--grace") { Description = "Seconds that jobs under way may go on; then they stop at their next step, and others do them.", HelpName = "SECONDS", DefaultValueFactory = _ => 60 };
        var command = new Command("drain", "Give nodes no more jobs, and let each leave when it has none.") { nodes, grace };
        cluster.AddTo(command, required: true);
        command.SetAction(async (parsed, _) =>
        {
            await using var searches = cluster.Connect(parsed);
            using var interrupt = new Interrupt(null);
            bool all = await ForEachAsync(parsed.GetRequiredValue(nodes), async node =>
                await searches.LetDrainAsync(node, TimeSpan.FromSeconds(parsed.GetValue(grace)), interrupt.Token) is { } address ? $"{address} has no more jobs, and leaves" : null);
            if (interrupt.Token.IsCancellationRequested) Console.Error.WriteLine("those that were not named go on draining; run this again to see them leave");
            return interrupt.Token.IsCancellationRequested ? ExitCodes.Paused : all ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    /// <summary>Asks for all nodes side by side, each as long as it takes, and tells of each when its answer comes; what is wrong with one holds up no other.</summary>
    /// <param name="ask">What to tell; null for nothing.</param>
    /// <returns>Whether none was refused.</returns>
    private static async Task<bool> ForEachAsync(IEnumerable<string> nodes, Func<string, Task<string?>> ask)
    {
        bool[] went = await Task.WhenAll(nodes.Distinct().Select(async node =>
        {
            try
            {
                if (await ask(node) is { } answer) Console.WriteLine(answer);
                return true;
            }
            catch (EdgeNasException refused)
            {
                Console.Error.WriteLine($"error: {node}: {refused.Message}");
                return false;
            }
        }));
        return went.All(good => good);
    }

    private static Argument<string[]> Nodes() => new("NODE")
    {
        Description = "Names of nodes as `edgenas cluster status` shows them, or the host where that is one node's alone.",
        Arity = ArgumentArity.OneOrMore,
    };
}
