using System.Diagnostics;
using Akka;
using Akka.Actor;
using Akka.Configuration;

namespace Compat.Akka.Tests.Actor;

public sealed class ShutdownSettingsTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Sigterm_RunsTheShutdown()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ShutdownSettingsTests).Assembly.Location, ShutdownProcess.Verb])
        {
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync().WaitAsync(_patience));
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString()]);
        await process.WaitForExitAsync().WaitAsync(_patience);
        Assert.Equal("first\nlast ClrExitReason\n", await process.StandardOutput.ReadToEndAsync());
    }

    [Fact]
    public async Task Terminate_ExitClrOn_EndsTheProcess()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ShutdownSettingsTests).Assembly.Location, ShutdownProcess.ExitVerb])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            await process.WaitForExitAsync().WaitAsync(_patience);
            Assert.Equal(0, process.ExitCode);
            Assert.Equal("first\n", await process.StandardOutput.ReadToEndAsync());
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task Run_TerminateActorSystemOff_LeavesTheSystemRunning()
    {
        using var system = Create("terminate-actor-system = off\nrun-by-actor-system-terminate = off");
        await CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(_patience);
        Assert.False(system.WhenTerminated.IsCompleted);
    }

    [Fact]
    public void Create_TerminatesBySomethingThatDoesNotTerminate_Throws() =>
        Assert.Throws<ConfigurationException>(() => Create("terminate-actor-system = off\nrun-by-actor-system-terminate = on"));

    [Fact]
    public async Task Terminate_RunByTerminateOff_RunsNoTask()
    {
        using var system = Create("run-by-actor-system-terminate = off");
        bool ran = false;
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceStop, "task", () =>
        {
            ran = true;
            return Task.FromResult(Done.Instance);
        });
        await system.Terminate().WaitAsync(_patience);
        Assert.False(ran);
        Assert.Null(CoordinatedShutdown.Get(system).ShutdownReason);
    }

    [Fact]
    public async Task Run_PhaseWithoutRecoverFails_EndsThereForGood()
    {
        var system = Create("phases.service-stop.recover = off");
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "fails", () => throw new InvalidOperationException("boom"));
        await Assert.ThrowsAnyAsync<Exception>(() => shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(_patience));
        await Assert.ThrowsAnyAsync<Exception>(() => shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(_patience));
        Assert.False(system.WhenTerminated.IsCompleted);
        ((ExtendedActorSystem)system).Guardian.Stop();
        await system.WhenTerminated.WaitAsync(_patience);
    }

    [Fact]
    public async Task Run_OnePhase_RunsItsTasksTogether()
    {
        using var system = Create("");
        var shutdown = CoordinatedShutdown.Get(system);
        using var both = new Barrier(2);
        int met = 0;
        for (int index = 0; index < 2; index++)
        {
            shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, $"task {index}", () => Task.Run(() =>
            {
                if (both.SignalAndWait(_patience)) Interlocked.Increment(ref met);
                return Done.Instance;
            }));
        }

        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(_patience);
        Assert.Equal(2, met);
    }

    [Fact]
    public async Task Phases_OfTheConfiguration_RunWhereTheyDependToRun()
    {
        using var system = Create("phases.custom.depends-on = [service-stop]\nphases.before-cluster-shutdown.depends-on = [custom]");
        var shutdown = CoordinatedShutdown.Get(system);
        var ran = new List<string>();
        foreach (string phase in new[] { "before-cluster-shutdown", "custom", "service-stop" })
        {
            shutdown.AddTask(phase, "task", () =>
            {
                ran.Add(phase);
                return Task.FromResult(Done.Instance);
            });
        }

        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(_patience);
        Assert.Equal(["service-stop", "custom", "before-cluster-shutdown"], ran);
    }

    [Fact]
    public void Phases_InACircle_Throw() => Assert.Throws<ArgumentException>(() =>
    {
        using var system = Create("phases.a.depends-on = [b]\nphases.b.depends-on = [a]");
        CoordinatedShutdown.Get(system);
    });

    [Fact]
    public async Task TotalTimeout_IsThatOfThePhasesWithTasks()
    {
        using var system = Create("");
        var shutdown = CoordinatedShutdown.Get(system);
        Assert.Equal(shutdown.Timeout(CoordinatedShutdown.PhaseActorSystemTerminate), shutdown.TotalTimeout);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "task", () => Task.FromResult(Done.Instance));
        Assert.Equal(TimeSpan.FromSeconds(15), shutdown.TotalTimeout);
        Assert.Throws<ArgumentException>(() => shutdown.Timeout("no-such-phase"));
        await system.Terminate().WaitAsync(_patience);
    }

    private static ActorSystem Create(string settings) => ActorSystem.Create("ending", ConfigurationFactory.ParseString(
        "akka.loglevel = OFF\nakka.stdout-loglevel = OFF\n" + string.Join('\n', settings.Split('\n').Where(line => line.Length > 0).Select(line => "akka.coordinated-shutdown." + line))));
}
