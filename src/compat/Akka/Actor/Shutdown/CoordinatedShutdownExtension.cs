using Akka.Actor.Internal;

namespace Akka.Actor;

public sealed class CoordinatedShutdownExtension : ExtensionIdProvider<CoordinatedShutdown>
{
    public override CoordinatedShutdown CreateExtension(ExtendedActorSystem system)
    {
        var shutdown = new CoordinatedShutdown((ActorSystemImpl)system);
        if (system.Settings.Config.GetBoolean("akka.coordinated-shutdown.run-by-clr-shutdown-hook")) RunWithProcess(shutdown);
        return shutdown;
    }

    /// <summary>SIGTERM and a plain return from Main both raise ProcessExit; the process ends when its handlers have returned.</summary>
    private static void RunWithProcess(CoordinatedShutdown shutdown)
    {
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        shutdown.System.RegisterOnTermination(() => AppDomain.CurrentDomain.ProcessExit -= OnExit);

        void OnExit(object? sender, EventArgs arguments)
        {
            // A task that fails or hangs must not keep the process from ending; failures were logged by the shutdown itself.
            var run = shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance);
            Task.WhenAny(run, Task.Delay(shutdown.TotalTimeout)).Wait();
        }
    }
}
