using System.CommandLine;
using System.Diagnostics;
using EdgeNas.Domain;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas search pause ID</c>: asks the process that works on a search to stop, and waits until it has.</summary>
internal static class PauseCommand
{
    public static Command Create()
    {
        var id = CommonOptions.Id();
        var runs = CommonOptions.Runs();
        var command = new Command("pause", "Pause a running search at its next step.") { id, runs };
        var cluster = new ClusterOptions();
        cluster.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            if (cluster.Are(parsed)) return await PauseOnClusterAsync(cluster, parsed, CommonOptions.ParseId(parsed.GetRequiredValue(id)));
            var folder = CommonOptions.Folder(parsed, runs);
            var search = new JournalReader(folder).Read(CommonOptions.ParseId(parsed.GetRequiredValue(id))).State.Id;
            if (RunsLock.Holder(folder) is not { } holder || holder.Search != search) throw new EdgeNasException($"No process works on search {search}: there is nothing to pause.");
            using var process = Process.GetProcessById(holder.ProcessId);
            // SIGTERM, which the process takes like Ctrl-C: shells let their background jobs ignore SIGINT.
            using var kill = Process.Start("kill", ["-TERM", $"{holder.ProcessId}"]);
            await kill.WaitForExitAsync(CancellationToken.None);
            if (kill.ExitCode != 0) throw new EdgeNasException($"Process {holder.ProcessId}, which works on search {search}, can't be reached: is it another user's?");
            using var interrupt = new Interrupt(null);
            await process.WaitForExitAsync(interrupt.Token);
            Console.WriteLine($"paused; go on with: edgenas search resume {search} --runs {folder.Path}");
            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task<int> PauseOnClusterAsync(ClusterOptions cluster, ParseResult parsed, SearchId search)
    {
        await using var searches = cluster.Connect(parsed);
        await searches.PauseAsync(search);
        Console.WriteLine($"paused; go on with: edgenas search resume {search} {cluster.Text(parsed)}");
        return ExitCodes.Success;
    }
}
