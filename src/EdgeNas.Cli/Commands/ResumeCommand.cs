using System.CommandLine;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas search resume ID</c>: goes on from the last stored event.</summary>
internal static class ResumeCommand
{
    public static Command Create()
    {
        var id = CommonOptions.Id();
        var runs = CommonOptions.Runs();
        var (plain, json) = (CommonOptions.Plain(), CommonOptions.Json());
        var command = new Command("resume", "Go on with a search that was paused, killed or came to a halt.") { id, runs, plain, json };
        var cluster = new ClusterOptions();
        cluster.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var search = CommonOptions.ParseId(parsed.GetRequiredValue(id));
            var output = new SearchOutput(parsed.GetValue(plain), parsed.GetValue(json));
            if (!cluster.Are(parsed)) return await Searching.ResumeAsync(CommonOptions.Folder(parsed, runs), search, output);
            await using var searches = cluster.Connect(parsed);
            await searches.ResumeAsync(search);
            return await Following.RunAsync(searches, search, output, cluster.Text(parsed));
        });
        return command;
    }
}
