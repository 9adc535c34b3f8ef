using System.CommandLine;
using EdgeNas.Cli.Views;
using EdgeNas.Hosting.Results;
using EdgeNas.Hosting.Runs;
using EdgeNas.Hosting.Sessions;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas search status ID</c>: how a search stands, also while another process works on it.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var id = CommonOptions.Id();
        var runs = CommonOptions.Runs();
        var json = CommonOptions.Json();
        var command = new Command("status", "Show how a search stands.") { id, runs, json };
        command.SetAction(parsed =>
        {
            var folder = CommonOptions.Folder(parsed, runs);
            var search = new JournalReader(folder).Read(CommonOptions.ParseId(parsed.GetRequiredValue(id)));
            var holder = RunsLock.Holder(folder) is { } process && process.Search == search.State.Id ? process : null;
            var board = SearchBoard.Of(search.State, PhaseTimes.Of(search.Events), ProgressFile.Read(folder, search.State.Id)?.Jobs ?? []);
            if (parsed.GetValue(json)) PrintJson(search, board, holder);
            else PrintText(search, board, holder);
            return ExitCodes.Success;
        });
        return command;
    }

    private static void PrintJson(RecordedSearch search, SearchBoard board, LockHolder? holder) => SearchOutput.Json(new
    {
        Search = search.State.Id,
        Phase = SearchResults.Phase(search.State),
        ProcessId = holder?.ProcessId,
        Events = search.Events.Length,
        Begun = search.Events[0].At,
        LastEvent = search.Events[^1].At,
        search.State.LimitMilliseconds,
        Tracks = board.Lines,
        board.Jobs,
        SecondsLeft = board.Left?.Time.TotalSeconds,
        Front = SearchResults.Front(search.State),
        Networks = SearchResults.Networks(search.State),
    });

    private static void PrintText(RecordedSearch search, SearchBoard board, LockHolder? holder)
    {
        string works = holder is not null ? $"process {holder.ProcessId} works on it" : search.State is { Completed: false, Cancelled: false } ? $"nothing works on it; `edgenas search resume {search.State.Id}` goes on" : "";
        Console.WriteLine($"{search.State.Id}: {SearchResults.Phase(search.State)}{(works.Length > 0 ? $" ({works})" : "")}");
        Console.WriteLine($"{search.Events.Length} events, the last at {search.Events[^1].At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {EventText.Of(search.Events[^1].Event)}");
        Console.WriteLine();
        Console.Write(BoardText.Write(board));
        Console.Write(ResultText.Write(search.State));
    }
}
