using System.CommandLine;
using EdgeNas.Actors.Protocol;
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
        var command = new Command("list", "List the searches of a runs folder or a cluster.") { runs, json };
        var cluster = new ClusterOptions();
        cluster.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var rows = cluster.Are(parsed) ? await OfClusterAsync(cluster, parsed) : OfFolder(CommonOptions.Folder(parsed, runs));
            if (parsed.GetValue(json)) SearchOutput.Json(rows);
            else if (rows.Length == 0) Console.WriteLine(cluster.Are(parsed) ? "the cluster has no searches" : $"no searches in {CommonOptions.Folder(parsed, runs).Path}");
            else Print(rows);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Row[] OfFolder(RunsFolder folder)
    {
        var running = RunsLock.Holder(folder)?.Search;
        return [.. new JournalArchive(new JournalReader(folder)).List().Select(summary => Row.Of(summary, summary.Search == running))];
    }

    private static async Task<Row[]> OfClusterAsync(ClusterOptions cluster, ParseResult parsed)
    {
        await using var searches = cluster.Connect(parsed);
        var rows = new List<Row>();
        foreach (var summary in await searches.ListAsync()) rows.Add(Row.Of(summary, (await searches.StandingAsync(summary.Search)).Standing == Standing.Running));
        return [.. rows];
    }

    private static void Print(Row[] rows) => Console.Write(TextTable.Write(
        ["search", "state", "running", "begun (UTC)", "device", "winner", "test accuracy", "latency"],
        rows.Select(row => (string[])
        [
            row.Search.Value, row.State, row.Running ? "yes" : "no", $"{row.Begun.UtcDateTime:yyyy-MM-dd HH:mm}", row.Device, row.Winner ?? Figures.None, Figures.Percent(row.TestAccuracy), Figures.Milliseconds(row.LatencyMilliseconds),
        ]),
        words: 6));

    private sealed record Row(SearchId Search, string State, bool Running, DateTimeOffset Begun, string Device, string? Winner, double? TestAccuracy, double? LatencyMilliseconds)
    {
        public static Row Of(SearchSummary summary, bool running) =>
            new(summary.Search, summary.Phase, running, summary.Begun, summary.Device, summary.Winner, summary.TestAccuracy, summary.LatencyMilliseconds);
    }
}
