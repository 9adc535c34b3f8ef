using Akka.Actor;
using Akka.Event;

namespace EdgeNas.Hosting.Nodes;

/// <summary>Appends the actors' log to <c>edgenas.log-file</c>, so that it never gets between the lines of a command. Restarted by the system; nothing is lost.</summary>
internal sealed class FileLogger : ReceiveActor
{
    public FileLogger()
    {
        string path = Context.System.Settings.Config.GetString("edgenas.log-file")!;
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(line => File.AppendAllText(path, line + Environment.NewLine));
    }
}
