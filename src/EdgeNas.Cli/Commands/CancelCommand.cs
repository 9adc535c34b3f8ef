using System.CommandLine;
using System.Diagnostics;
using EdgeNas.Domain;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Nodes;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas search cancel ID</c>: gives a search up for good.</summary>
internal static class CancelCommand
{
    public static Command Create()
    {
        var id = CommonOptions.Id();
        var runs = CommonOptions.Runs();
        var command = new Command("cancel", "Give a search up; it can't be resumed.") { id, runs };
        var cluster = new ClusterOptions();
        cluster.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            if (cluster.Are(parsed)) return await CancelOnClusterAsync(cluster, parsed, CommonOptions.ParseId(parsed.GetRequiredValue(id)));
            var folder = CommonOptions.Folder(parsed, runs);
            var state = new JournalReader(folder).Read(CommonOptions.ParseId(parsed.GetRequiredValue(id))).State;
            if (state is { Completed: true } or { Cancelled: true }) throw new EdgeNasException($"Search {state.Id} is {(state.Completed ? "completed" : "cancelled already")}: there is nothing to cancel.");
            if (RunsLock.Holder(folder) is { } holder && holder.Search == state.Id) await AskAsync(folder, state.Id, holder);
            else await CancelHereAsync(folder, state);
            Console.WriteLine($"cancelled {state.Id}");
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>The process that works on it stores the end, and ends itself.</summary>
    private static async Task AskAsync(RunsFolder folder, SearchId id, LockHolder holder)
    {
        using var process = Process.GetProcessById(holder.ProcessId);
        await File.WriteAllTextAsync(folder.CancelRequest(id), "");
        using var interrupt = new Interrupt(null);
        await process.WaitForExitAsync(interrupt.Token);
        if (!new JournalReader(folder).Read(id).State.Cancelled) throw new EdgeNasException($"Process {holder.ProcessId} ended before it had cancelled search {id}: try again.");
    }

    private static async Task CancelHereAsync(RunsFolder folder, SearchState state)
    {
        using var held = RunsLock.Take(folder, state.Id);
        new JournalReader(folder).Check();
        await using var node = LocalNode.Create(folder, [], Installation.Data, TimeProvider.System);
        await node.CancelAsync(state.Id, CancellationToken.None);
    }

    private static async Task<int> CancelOnClusterAsync(ClusterOptions cluster, ParseResult parsed, SearchId search)
    {
        await using var searches = cluster.Connect(parsed);
        await searches.CancelAsync(search);
        Console.WriteLine($"cancelled {search}");
        return ExitCodes.Success;
    }
}
