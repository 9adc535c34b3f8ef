using System.Collections.Immutable;
using System.CommandLine;
using EdgeNas.Cli.Views;
using EdgeNas.Domain.Searches;
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
        var cluster = new ClusterOptions();
        cluster.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var search = CommonOptions.ParseId(parsed.GetRequiredValue(id));
            var shown = cluster.Are(parsed) ? await OfClusterAsync(cluster, parsed, search) : OfFolder(CommonOptions.Folder(parsed, runs), search);
            if (parsed.GetValue(json)) PrintJson(shown);
            else PrintText(shown);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Shown OfFolder(RunsFolder folder, SearchId id)
    {
        var search = new JournalReader(folder).Read(id);
        var holder = RunsLock.Holder(folder) is { } process && process.Search == id ? process : null;
        bool isOver = search.State.Completed || search.State.Cancelled;
        string works = holder is not null ? $"process {holder.ProcessId} works on it" : isOver ? "" : $"nothing works on it; `edgenas search resume {id}` goes on";
        return new Shown(search, Board(search, ProgressFile.Read(folder, id)?.Jobs ?? []), works, holder?.ProcessId);
    }

    private static async Task<Shown> OfClusterAsync(ClusterOptions cluster, ParseResult parsed, SearchId id)
    {
        await using var searches = cluster.Connect(parsed);
        var search = await searches.ReadAsync(id);
        var activity = await searches.NowAsync(id);
        bool isOver = search.State.Completed || search.State.Cancelled;
        string resume = $"`edgenas search resume {id} {cluster.Text(parsed)}` goes on";
        string works = isOver ? "" : activity.Working ? "the cluster works on it" : activity.Halted is { } reason ? $"halted: {reason} {resume}" : $"paused; {resume}";
        return new Shown(search, Board(search, activity.Jobs) with { Waits = activity.Waits }, works, null);
    }

    private static SearchBoard Board(RecordedSearch search, ImmutableArray<RunningJob> jobs) => SearchBoard.Of(search.State, PhaseTimes.Of(search.Events), jobs);

    private static void PrintJson(Shown shown) => SearchOutput.Json(new
    {
        Search = shown.Search.State.Id,
        Phase = SearchResults.Phase(shown.Search.State),
        shown.ProcessId,
        Events = shown.Search.Events.Length,
        Begun = shown.Search.Events[0].At,
        LastEvent = shown.Search.Events[^1].At,
        shown.Search.State.LimitMilliseconds,
        Tracks = shown.Board.Lines,
        shown.Board.Jobs,
        shown.Board.Waits,
        SecondsLeft = shown.Board.Left?.Time.TotalSeconds,
        Front = SearchResults.Front(shown.Search.State),
        Networks = SearchResults.Networks(shown.Search.State),
        Devices = shown.Search.State.Others is null ? null : shown.Search.State.Sides.Select(side => new
        {
            Device = side.Spec.Device,
            side.LimitMilliseconds,
            Front = SearchResults.Front(side),
            Networks = SearchResults.Networks(side),
        }),
    });

    private static void PrintText(Shown shown)
    {
        var search = shown.Search;
        Console.WriteLine($"{search.State.Id}: {SearchResults.Phase(search.State)}{(shown.Works.Length > 0 ? $" ({shown.Works})" : "")}");
        Console.WriteLine($"{search.Events.Length} events, the last at {search.Events[^1].At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {EventText.Of(search.Events[^1].Event)}");
        Console.WriteLine();
        Console.Write(BoardText.Write(shown.Board));
        Console.Write(ResultText.Write(search.State));
    }

    /// <param name="Works">Who works on it, for people; empty where there is nothing to say.</param>
    private sealed record Shown(RecordedSearch Search, SearchBoard Board, string Works, int? ProcessId);
}
