using System.CommandLine;
using EdgeNas.Actors.Protocol;
using EdgeNas.Cli.Views;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas cluster status</c>: nodes, what each does, jobs, and what was refused.</summary>
internal static class ClusterStatusCommand
{
    public static Command Create()
    {
        var json = CommonOptions.Json();
        var cluster = new ClusterOptions();
        var command = new Command("status", "Show nodes, who leads, what each does, jobs that wait or run, and what was refused.") { json };
        cluster.AddTo(command, required: true);
        command.SetAction(async (parsed, _) =>
        {
            await using var searches = cluster.Connect(parsed);
            var report = await searches.DescribeAsync();
            if (parsed.GetValue(json)) SearchOutput.Json(report);
            else Print(report);
            return ExitCodes.Success;
        });
        return command;
    }

    private static void Print(ClusterReport report)
    {
        Console.Write(TextTable.Write(
            ["node", "role", "status", "reachable", "does"],
            report.Nodes.OrderBy(node => node.Role, StringComparer.Ordinal).ThenBy(node => node.Name, StringComparer.Ordinal).Select(node => (string[])
            [
                node.Name, node.Role, report.Broker.Draining.Contains(node.Address) ? "draining" : node.Status, node.Reachable ? "yes" : "no", Doing(report, node),
            ]),
            words: 5));
        Console.WriteLine();
        foreach (var search in report.Broker.Searches)
            Console.WriteLine($"{search.Search}: {search.Running} jobs run, {search.Waiting} wait{string.Concat(search.Waits.Select(reason => $"; {reason}"))}");
        if (report.Broker.Searches.IsEmpty) Console.WriteLine("no jobs");
        var counts = report.Broker.Counts;
        Console.WriteLine($"since this seed leads: {counts.Given} jobs given, {counts.Stored} results stored, {counts.Lost} attempts lost, {counts.HandedBack} handed back, {counts.Late} late answers dropped, {counts.Poisoned} jobs given up");
        Console.WriteLine($"refused: {string.Join(", ", report.Refusals.Select(kind => $"{kind.Value} {kind.Key}"))}, {counts.Refused} of workers");
    }

    private static string Doing(ClusterReport report, NodeReport node)
    {
        var workers = report.Broker.Workers.Where(worker => worker.Path.StartsWith(node.Address + "/", StringComparison.Ordinal)).ToArray();
        string[] doing =
        [
            .. node.Address == report.Leader ? ["leads"] : Array.Empty<string>(),
            .. workers.Where(worker => node.Role == "profiler" && worker.Offer.Device is not null).Select(worker => $"device {worker.Offer.Device}"),
            .. workers.Where(worker => worker.At is not null).Select(worker => $"{worker.At}"),
            .. workers.Where(worker => worker.Fault is not null).Select(worker => $"set aside: {worker.Fault}"),
        ];
        return doing.Length > 0 ? string.Join(", ", doing) : node.Role == "seed" ? "stands by" : "idle";
    }
}
