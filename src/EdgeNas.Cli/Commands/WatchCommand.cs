using System.CommandLine;
using EdgeNas.Hosting.Results;
using EdgeNas.Hosting.Runs;
using EdgeNas.Hosting.Sessions;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas search watch ID</c>: follows a search that others work on: another process, by its journal and its progress file, or a cluster.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var id = CommonOptions.Id();
        var runs = CommonOptions.Runs();
        var plain = CommonOptions.Plain();
        var cluster = new ClusterOptions();
        var command = new Command("watch", "Follow a search that another process or a cluster works on, until it ends or nobody works on it.") { id, runs, plain };
        cluster.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var folder = CommonOptions.Folder(parsed, runs);
            var search = CommonOptions.ParseId(parsed.GetRequiredValue(id));
            var output = new SearchOutput(parsed.GetValue(plain), json: false);
            if (cluster.Are(parsed))
            {
                await using var searches = cluster.Connect(parsed);
                return await Following.RunAsync(searches, search, output, cluster.Text(parsed));
            }

            using var interrupt = new Interrupt(null);
            var (state, _) = await output.ShowAsync(view => new SearchFollower(new LocalFeed(folder), search, TimeProvider.System).RunAsync(view, interrupt.Token));
            if (state.Completed) output.Result(state, folder.Of(search));
            else output.Note($"{search}: {SearchResults.Phase(state)}; {(RunsLock.Holder(folder)?.Search == search ? "still running" : $"nothing works on it, `edgenas search resume {search}` goes on")}");
            return ExitCodes.Success;
        });
        return command;
    }
}
