using System.Runtime.InteropServices;
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

    /// <summary>A return from Main and Environment.Exit raise ProcessExit, SIGTERM by itself does not; either way the process ends when the handlers have returned.</summary>
    private static void RunWithProcess(CoordinatedShutdown shutdown)
    {
        var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            // Whoever has cancelled the signal ends the process in its own way, which comes by ProcessExit.
            if (!signal.Cancel) RunAndWait();
        });
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        shutdown.System.RegisterOnTermination(() =>
        {
            AppDomain.CurrentDomain.ProcessExit -= OnExit;

            // On another thread: the registration waits for its handler, which may be waiting for this system's end.
            _ = Task.Run(terminate.Dispose);
        });

        void OnExit(object? sender, EventArgs arguments) => RunAndWait();

        void RunAndWait()
        {
            // A task that fails or hangs must not keep the process from ending; failures were logged by the shutdown itself.
            var run = shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance);
            Task.WhenAny(run, Task.Delay(shutdown.TotalTimeout)).Wait();
        }
    }
}
