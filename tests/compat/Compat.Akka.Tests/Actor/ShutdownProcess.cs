using Akka;
using Akka.Actor;
using Akka.Configuration;

namespace Compat.Akka.Tests.Actor;

/// <summary>The process that a test asks to end: prints what its coordinated shutdown does.</summary>
internal static class ShutdownProcess
{
    public const string Verb = "wait-for-shutdown";

    public const string ExitVerb = "exit-after-shutdown";

    /// <summary>A process that only its system's shutdown ends.</summary>
    public static async Task ExitAsync()
    {
        var system = ActorSystem.Create("exiting", ConfigurationFactory.ParseString("akka.loglevel = OFF\nakka.stdout-loglevel = OFF\nakka.coordinated-shutdown.exit-clr = on"));
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceUnbind, "first", () => Say("first"));
        _ = system.Terminate();
        await Task.Delay(Timeout.Infinite);
    }

    public static async Task RunAsync()
    {
        var system = ActorSystem.Create("waiting", ConfigurationFactory.ParseString("akka.loglevel = OFF\nakka.stdout-loglevel = OFF"));
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "first", () => Say("first"));
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "last", () => Say($"last {shutdown.ShutdownReason.GetType().Name}"));
        Console.WriteLine("ready");
        await system.WhenTerminated;
    }

    private static Task<Done> Say(string text)
    {
        Console.WriteLine(text);
        return Task.FromResult(Done.Instance);
    }
}
