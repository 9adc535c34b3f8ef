using System.CommandLine;
using EdgeNas.Cli.Views;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas search list</c>.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var runs = CommonOptions.Runs();
        var json = CommonOptions.Json();
        var command = new Command("list", "List the searches of a runs folder.") { runs, json };
        command.SetAction(parsed =>
        {
            var folder = CommonOptions.Folder(parsed, runs);
            var running = RunsLock.Holder(folder)?.Search;
            var journal = new JournalReader(folder);
            var rows = journal.List().Select(journal.Read).Select(search => Row.Of(search, running)).ToArray();
            if (parsed.GetValue(json)) SearchOutput.Json(rows);
            else if (rows.Length == 0) Console.WriteLine($"no searches in {folder.Path}");
            else
            {
                Console.Write(TextTable.Write(
                    ["search", "state", "running", "begun (UTC)", "device", "winner", "test accuracy", "latency"],
                    rows.Select(row => (string[])
                    [
                        row.Search.Value, row.State, row.Running ? "yes" : "no", $"{row.Begun.UtcDateTime:yyyy-MM-dd HH:mm}", row.Device, row.Winner ?? Figures.None, Figures.Percent(row.TestAccuracy), Figures.Milliseconds(row.LatencyMilliseconds),
                    ]),
                    words: 6));
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private sealed record Row(SearchId Search, string State, bool Running, DateTimeOffset Begun, string Device, string? Winner, double? TestAccuracy, double? LatencyMilliseconds)
    {
        public static Row Of(RecordedSearch search, SearchId? running) => new(
            search.State.Id,
            SearchResults.Phase(search.State),
            search.State.Id == running,
            search.Events[0].At,
            search.State.Spec.Device,
            search.State.Winner?.Architecture.Code,
            search.State.Find(Subjects.Winner)?.Finished?.TestAccuracy,
            search.State.Winner?.MeasuredMilliseconds);
    }
}
