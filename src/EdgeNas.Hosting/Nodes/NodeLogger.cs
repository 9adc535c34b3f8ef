using System.Globalization;
using Akka.Actor;
using Akka.Event;

namespace EdgeNas.Hosting.Nodes;

/// <summary>
/// Writes what a node says as plain lines, on standard output or to the file that <c>edgenas.log-file</c> names. What the libraries below tell in passing is left out; their warnings are not.
/// Restarted by the system; nothing is lost.
/// </summary>
internal sealed class NodeLogger : ReceiveActor
{
    public NodeLogger()
    {
        string path = Context.System.Settings.Config.GetString("edgenas.log-file")!;
        Action<string> write = path.Length > 0 ? line => File.AppendAllText(path, line + Environment.NewLine) : Console.Out.WriteLine;
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(entry => IsOfInterest(entry), entry => write(Line(entry)));
        ReceiveAny(_ => { });
    }

    private static bool IsOfInterest(LogEvent entry) =>
        entry.LogLevel() >= LogLevel.WarningLevel || entry.LogClass.FullName?.StartsWith("EdgeNas.", StringComparison.Ordinal) == true;

    private static string Line(LogEvent entry)
    {
        string level = entry.LogLevel() switch { LogLevel.WarningLevel => "warning: ", LogLevel.ErrorLevel => "error: ", LogLevel.DebugLevel => "debug: ", _ => "" };
        string cause = entry.Cause is { } error && entry.LogLevel() >= LogLevel.ErrorLevel ? $"{Environment.NewLine}{error}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{entry.Timestamp:yyyy-MM-dd HH:mm:ss}Z  {level}{entry.Message}{cause}");
    }
}
