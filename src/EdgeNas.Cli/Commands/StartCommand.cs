using System.CommandLine;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Nodes;
using EdgeNas.Hosting.Settings;
using EdgeNas.Hosting.Settings.Nodes;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas search start FILE --cluster ADDRESS</c>: a search that a cluster works on.</summary>
internal static class StartCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The search's settings, such as hocon/searches/fashion-mnist.conf." };
        var set = new Option<string[]>("--set") { Description = "Override a key of the settings; may be given several times.", HelpName = "key=value", DefaultValueFactory = _ => [] };
        var id = new Option<string?>("--id") { Description = "Id of the new search; its name and the time otherwise." };
        var priority = new Option<string?>("--priority") { Description = "Weight among searches that share workers, 1 to 100: a search of 2 gets twice as many jobs done as one of 1 (priority).", HelpName = "N" };
        var detach = new Option<bool>("--detach") { Description = "Don't follow the search; only print its id." };
        var cluster = new ClusterOptions();
        var (plain, json) = (CommonOptions.Plain(), CommonOptions.Json());
        var command = new Command("start", "Start a search on a cluster, and follow it. Ctrl-C ends the following, not the search.") { file, set, id, priority, detach, plain, json };
        cluster.AddTo(command, required: true);
        command.SetAction(async (parsed, _) =>
        {
            NodeOption[] options = parsed.GetValue(priority) is { } weight ? [new NodeOption("--priority", "priority", weight)] : [];
            var loaded = SearchSpecFile.Load(parsed.GetRequiredValue(file), parsed.GetRequiredValue(set), Installation.Spaces, Environment.ProcessorCount, options: options);
            var newId = parsed.GetValue(id) is { } given ? CommonOptions.ParseId(given) : new SearchId($"{loaded.Spec.Name}-{TimeProvider.System.GetUtcNow():yyyyMMdd-HHmmss}");
            await using var searches = cluster.Connect(parsed);
            await searches.KeepAsync(loaded.Tables);
            await searches.StartAsync(new SearchCreated(newId, loaded.Spec, loaded.Input, loaded.Settings, Versions.All()));
            var output = new SearchOutput(parsed.GetValue(plain), parsed.GetValue(json));
            output.Note(parsed.GetValue(detach) ? newId.Value : $"search {newId}");
            return parsed.GetValue(detach) ? ExitCodes.Success : await Following.RunAsync(searches, newId, output, cluster.Text(parsed));
        });
        return command;
    }
}
