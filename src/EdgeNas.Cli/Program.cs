using System.CommandLine;
using EdgeNas.Cli;
using EdgeNas.Cli.Commands;
using EdgeNas.Domain;
using EdgeNas.Hosting.Settings;

var root = new RootCommand("EdgeNas finds neural networks that are accurate and fast on a given device.")
{
    SearchCommands.Create(),
    NodeCommands.Seed(),
    NodeCommands.Worker(),
    NodeCommands.Profiler(),
    SpaceCommands.Create(),
    DataCommands.Create(),
    ArtifactCommands.Create(),
    ClusterCommands.Create(),
    EstimatorCommands.Create(),
    VersionCommand.Create(),
};

var parsed = root.Parse(args);
try
{
    int exit = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    return parsed.Errors.Count > 0 ? ExitCodes.Configuration : exit;
}
catch (SettingsException e)
{
    foreach (var error in e.Errors) Console.Error.WriteLine($"error: {error}");
    return ExitCodes.Configuration;
}
catch (EdgeNasException e)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return ExitCodes.Failure;
}
catch (IOException e) when (e.HResult == ExitCodes.BrokenPipe)
{
    // Whoever read the output has seen enough.
    return ExitCodes.Success;
}
