using System.CommandLine;
using EdgeNas.Hosting.Export;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas search export ID</c>: writes the run folder from the journal and the artifacts.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var id = CommonOptions.Id();
        var runs = CommonOptions.Runs();
        var to = new Option<string?>("--to") { Description = "Another folder than the search's run folder.", HelpName = "DIR" };
        var command = new Command("export", "Write models, tables and the report as far as the search has come.") { id, runs, to };
        var cluster = new ClusterOptions();
        cluster.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var folder = CommonOptions.Folder(parsed, runs);
            var search = CommonOptions.ParseId(parsed.GetRequiredValue(id));
            string target = Path.GetFullPath(parsed.GetValue(to) ?? folder.Of(search));
            if (cluster.Are(parsed))
            {
                await using var searches = cluster.Connect(parsed);
                await searches.ExportAsync(search, target);
            }
            else
            {
                RunExport.Write(new JournalReader(folder).Read(search), new FileArtifactStore(folder.Artifacts), target);
            }

            Console.WriteLine(target);
            return ExitCodes.Success;
        });
        return command;
    }
}
