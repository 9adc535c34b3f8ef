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
        command.SetAction((parsed, _) => Searching.ResumeAsync(
            CommonOptions.Folder(parsed, runs), CommonOptions.ParseId(parsed.GetRequiredValue(id)), new SearchOutput(parsed.GetValue(plain), parsed.GetValue(json))));
        return command;
    }
}
