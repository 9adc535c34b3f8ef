using System.CommandLine;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas search …</c>: run, look at and steer searches.</summary>
internal static class SearchCommands
{
    public static Command Create() => new("search", "Run, watch and steer searches.")
    {
        RunCommand.Create(),
        StartCommand.Create(),
        ResumeCommand.Create(),
        ListCommand.Create(),
        StatusCommand.Create(),
        WatchCommand.Create(),
        PauseCommand.Create(),
        CancelCommand.Create(),
        ExportCommand.Create(),
    };
}
