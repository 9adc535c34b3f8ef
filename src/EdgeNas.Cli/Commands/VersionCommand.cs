using System.CommandLine;
using EdgeNas.Hosting.Nodes;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas version</c>.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Print the versions of this program and of what it is built on.");
        command.SetAction(_ =>
        {
            foreach (var (component, version) in Versions.All().OrderBy(pair => pair.Key == "edgenas" ? 0 : 1)) Console.WriteLine($"{component} {version}");
            return ExitCodes.Success;
        });
        return command;
    }
}
