using System.CommandLine;
using EdgeNas.Actors.Node;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;
using EdgeNas.Hosting.Runs;
using EdgeNas.Hosting.Sessions;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas search watch ID</c>: follows a search that another process works on, by its journal and its progress file.</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var id = CommonOptions.Id();
        var runs = CommonOptions.Runs();
        var plain = CommonOptions.Plain();
        var command = new Command("watch", "Follow a search that another process works on, until it ends or the process does.") { id, runs, plain };
        command.SetAction(async (parsed, _) =>
        {
            var folder = CommonOptions.Folder(parsed, runs);
            var search = CommonOptions.ParseId(parsed.GetRequiredValue(id));
            using var interrupt = new Interrupt(null);
            var output = new SearchOutput(parsed.GetValue(plain), json: false);
            var state = await output.ShowAsync(view => FollowAsync(folder, search, view, interrupt.Token));
            if (state.Completed) output.Result(state, folder.Of(search));
            else output.Note($"{search}: {SearchResults.Phase(state)}; {(RunsLock.Holder(folder)?.Search == search ? "still running" : $"nothing works on it, `edgenas search resume {search}` goes on")}");
            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task<SearchState> FollowAsync(RunsFolder folder, SearchId id, ISearchView view, CancellationToken stop)
    {
        var journal = new JournalReader(folder);
        var search = journal.Read(id);
        using var timer = new PeriodicTimer(Interval);
        while (true)
        {
            bool running = RunsLock.Holder(folder)?.Search == id;
            var fresh = journal.ReadAfter(id, search.Events.Length);
            search = new RecordedSearch(fresh.Aggregate(search.State, (state, stored) => SearchReplay.Apply(state, stored.Event)), search.Events.AddRange(fresh));
            var board = SearchBoard.Of(search.State, PhaseTimes.Of(search.Events), ProgressFile.Read(folder, id)?.Jobs ?? []);
            view.Show(board, fresh.IsEmpty ? null : new StateChanged(search.State, [.. fresh.Select(stored => stored.Event)]));
            if (!running || search.State.Completed || search.State.Cancelled || stop.IsCancellationRequested) return search.State;
            try
            {
                await timer.WaitForNextTickAsync(stop);
            }
            catch (OperationCanceledException)
            {
                return search.State;
            }
        }
    }
}
