using System.Diagnostics;
using EdgeNas.Domain.Devices;
using EdgeNas.Hosting.Nodes;

namespace EdgeNas.Hosting.Tests.Nodes;

/// <summary>Each lock here is to the system what another process's is.</summary>
public sealed class FileMachineLockTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Hold_WhileAnotherProcessTrains_WaitsForItsStep()
    {
        using var first = Another().Share(default);
        using var second = Another().Share(default);
        var measuring = Task.Run(() => Another().Hold(default));
        await WaitsToMeasureAsync();

        second.Dispose();
        Assert.False(measuring.IsCompleted);
        first.Dispose();
        (await measuring.WaitAsync(Patience)).Dispose();
    }

    [Fact]
    public async Task Share_WhileAnotherProcessWaitsToMeasure_ComesAfterIt()
    {
        var step = Another().Share(default);
        var measuring = Task.Run(() => Another().Hold(default));
        await WaitsToMeasureAsync();
        var next = Task.Run(() => Another().Share(default));

        step.Dispose();
        var measurement = await measuring.WaitAsync(Patience);
        Assert.False(next.IsCompleted);
        measurement.Dispose();
        (await next.WaitAsync(Patience)).Dispose();
    }

    [Fact]
    public void Hold_Cancelled_EndsTheWaitAndLeavesNothingBehind()
    {
        using var step = Another().Share(default);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.Throws<OperationCanceledException>(() => new MachineGate(Another()).Measure(cancellation.Token));
        Another().Share(default).Dispose();
    }

    [Fact]
    public void Share_ProcessThatGivesNothingBack_GoesOnBesideIt()
    {
        using var frozen = Another().Hold(default);

        new FileMachineLock(_folder.Path, TimeSpan.FromMilliseconds(50)).Share(default).Dispose();
    }

    [Fact]
    public async Task Share_ProcessThatMeasuresIsKilled_GoesOn()
    {
        string file = _folder.Write("edgenas-machine.lock", "");
        using var other = Process.Start(new ProcessStartInfo("flock", ["--exclusive", "--no-fork", file, "sh", "-c", "echo held; exec sleep 600"]) { RedirectStandardOutput = true })!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync().WaitAsync(Patience));
        using (var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(100))) Assert.Throws<OperationCanceledException>(() => Another().Share(cancellation.Token));

        other.Kill();

        (await Task.Run(() => Another().Share(default)).WaitAsync(Patience)).Dispose();
    }

    private FileMachineLock Another() => new(_folder.Path, TimeSpan.FromMinutes(2));

    /// <summary>Until somebody has announced a measurement.</summary>
    private async Task WaitsToMeasureAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        string file = _folder.File("edgenas-measures-next.lock");
        for (bool isTaken = false; !isTaken; await timer.WaitForNextTickAsync())
        {
            try
            {
                new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read).Dispose();
            }
            catch (IOException)
            {
                isTaken = true;
            }
        }
    }
}
