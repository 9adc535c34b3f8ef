using System.Collections.Concurrent;
using Akka;
using Akka.Actor;
using Akka.Configuration;

namespace Compat.Akka.Tests.Actor;

public sealed class CoordinatedShutdownTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<string> _ran = new();
    private readonly ActorSystem _system = ActorSystem.Create("ending", ConfigurationFactory.ParseString("""
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        akka.coordinated-shutdown.phases.service-stop.timeout = 50ms
        """));

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task Run_Phases_RunInOrderAndEndTheSystem()
    {
        var shutdown = CoordinatedShutdown.Get(_system);
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "last", Note("last"));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "first", Note("first"));
        shutdown.AddTask(CoordinatedShutdown.PhaseClusterLeave, "middle", Note("middle"));
        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(_patience);
        Assert.Equal(["first", "middle", "last"], _ran);
        Assert.True(_system.WhenTerminated.IsCompleted);
        Assert.Same(CoordinatedShutdown.UnknownReason.Instance, shutdown.ShutdownReason);
    }

    [Fact]
    public async Task Terminate_RunsTheTasks()
    {
        CoordinatedShutdown.Get(_system).AddTask(CoordinatedShutdown.PhaseServiceUnbind, "task", Note("task"));
        await _system.Terminate().WaitAsync(_patience);
        Assert.Equal(["task"], _ran);
        Assert.Same(CoordinatedShutdown.ActorSystemTerminateReason.Instance, CoordinatedShutdown.Get(_system).ShutdownReason);
    }

    [Fact]
    public async Task Run_Twice_RunsOnce()
    {
        var shutdown = CoordinatedShutdown.Get(_system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "task", Note("task"));
        await Task.WhenAll(shutdown.Run(CoordinatedShutdown.UnknownReason.Instance), shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance)).WaitAsync(_patience);
        Assert.Equal(["task"], _ran);
    }

    [Fact]
    public async Task Run_TaskFailsOrHangs_GoesOn()
    {
        var shutdown = CoordinatedShutdown.Get(_system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "fails", () => throw new InvalidOperationException("boom"));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "hangs", () => new TaskCompletionSource<Done>().Task);
        shutdown.AddTask(CoordinatedShutdown.PhaseClusterLeave, "after", Note("after"));
        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(_patience);
        Assert.Equal(["after"], _ran);
    }

    [Fact]
    public async Task Run_FromAPhase_LeavesOutThoseBefore()
    {
        var shutdown = CoordinatedShutdown.Get(_system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "before", Note("before"));
        shutdown.AddTask(CoordinatedShutdown.PhaseClusterLeave, "after", Note("after"));
        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance, CoordinatedShutdown.PhaseServiceStop).WaitAsync(_patience);
        Assert.Equal(["after"], _ran);
    }

    [Fact]
    public void AddTask_UnknownPhase_Throws()
    {
        var error = Assert.Throws<ConfigurationException>(() => CoordinatedShutdown.Get(_system).AddTask("no-such-phase", "task", Note("task")));
        Assert.Contains("no-such-phase", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Timeout_OfAPhase_IsTheConfigured()
    {
        var shutdown = CoordinatedShutdown.Get(_system);
        Assert.Equal(TimeSpan.FromMilliseconds(50), shutdown.Timeout(CoordinatedShutdown.PhaseServiceStop));
        Assert.Equal(TimeSpan.FromSeconds(5), shutdown.Timeout(CoordinatedShutdown.PhaseServiceUnbind));
        Assert.Equal(TimeSpan.FromSeconds(10), shutdown.Timeout(CoordinatedShutdown.PhaseActorSystemTerminate));
    }

    private Func<Task<Done>> Note(string name) => () =>
    {
        _ran.Enqueue(name);
        return Task.FromResult(Done.Instance);
    };
}
