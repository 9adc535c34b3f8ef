using EdgeNas.Domain.Devices;

namespace EdgeNas.Domain.Tests.Devices;

/// <summary>Whoever waits does so on a thread of its own, and the gate tells how many wait.</summary>
public sealed class MachineGateTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly MachineGate _gate = new();

    [Fact]
    public void Measure_StepUnderWay_WaitsForItsEnd()
    {
        var step = _gate.Step(default);
        using var measure = new Waiter(cancellation => _gate.Measure(cancellation));
        AssertWait(measure);
        step.Dispose();
        measure.AssertEnters();
    }

    [Fact]
    public void Step_MeasurementWaits_IsHeldBackUntilItIsOver()
    {
        var running = _gate.Step(default);
        using var measure = new Waiter(cancellation => _gate.Measure(cancellation));
        AssertWait(measure);
        using var next = new Waiter(cancellation => _gate.Step(cancellation));
        AssertWait(measure, next);

        running.Dispose();
        measure.AssertEnters();
        AssertWait(next);

        measure.Leave();
        next.AssertEnters();
    }

    [Fact]
    public void Step_OtherStepUnderWay_Enters()
    {
        using var first = _gate.Step(default);
        using var second = new Waiter(cancellation => _gate.Step(cancellation));
        second.AssertEnters();
    }

    [Fact]
    public void Measure_OtherMeasurement_WaitsForIt()
    {
        var first = _gate.Measure(default);
        using var second = new Waiter(cancellation => _gate.Measure(cancellation));
        AssertWait(second);
        first.Dispose();
        second.AssertEnters();
    }

    [Fact]
    public void Measure_CancelledWhileWaiting_ThrowsAndLetsStepsIn()
    {
        using var running = _gate.Step(default);
        using var measure = new Waiter(cancellation => _gate.Measure(cancellation));
        AssertWait(measure);
        using var next = new Waiter(cancellation => _gate.Step(cancellation));
        AssertWait(measure, next);

        measure.Cancel();
        measure.AssertCancelled();
        next.AssertEnters();
    }

    [Fact]
    public void Step_CancelledWhileWaiting_Throws()
    {
        using var measuring = _gate.Measure(default);
        using var step = new Waiter(cancellation => _gate.Step(cancellation));
        AssertWait(step);
        step.Cancel();
        step.AssertCancelled();
    }

    [Fact]
    public void Enter_CancelledBefore_ThrowsAndTakesNothing()
    {
        Assert.Throws<OperationCanceledException>(() => _gate.Measure(new CancellationToken(true)));
        Assert.Throws<OperationCanceledException>(() => _gate.Step(new CancellationToken(true)));
        _gate.Measure(default).Dispose();
        _gate.Step(default).Dispose();
    }

    [Fact]
    public void Dispose_Twice_ReleasesOnce()
    {
        var first = _gate.Step(default);
        using var second = _gate.Step(default);
        first.Dispose();
        first.Dispose();
        using var measure = new Waiter(cancellation => _gate.Measure(cancellation));
        AssertWait(measure);
    }

    [Fact]
    public void Measure_CancelledJustAsItMayEnter_NeverHangs()
    {
        for (int round = 0; round < 300; round++)
        {
            var step = _gate.Step(default);
            using var measure = new Waiter(cancellation => _gate.Measure(cancellation));
            using var start = new Barrier(2);
            var release = new Thread(() =>
            {
                start.SignalAndWait();
                step.Dispose();
            });
            release.Start();
            start.SignalAndWait();
            measure.Cancel();
            Assert.True(release.Join(Limit), $"round {round}: the step's end hangs");
            measure.AssertEnds();
            measure.Leave();
        }
    }

    /// <summary>Waits until as many threads wait at the gate as are given, and asserts that none of these has entered.</summary>
    private void AssertWait(params Waiter[] waiters)
    {
        Assert.True(
            SpinWait.SpinUntil(() => _gate.Waiting == waiters.Length || waiters.Any(waiter => waiter.HasEnded), Limit),
            $"{_gate.Waiting} threads wait at the gate, expected {waiters.Length}");
        Assert.All(waiters, waiter => Assert.False(waiter.HasEnded, "entered, where it had to wait"));
    }

    /// <summary>A thread that enters the gate and stays in it until it is told to leave.</summary>
    private sealed class Waiter : IDisposable
    {
        private readonly CancellationTokenSource _cancellation = new();
        private readonly ManualResetEventSlim _ended = new();
        private readonly Thread _thread;
        private IDisposable? _entry;
        private Exception? _error;

        public Waiter(Func<CancellationToken, IDisposable> enter)
        {
            _thread = new Thread(() =>
            {
                try
                {
                    _entry = enter(_cancellation.Token);
                }
                catch (OperationCanceledException error)
                {
                    _error = error;
                }

                _ended.Set();
            });
            _thread.Start();
        }

        public bool HasEnded => _ended.IsSet;

        public void AssertEnters()
        {
            AssertEnds();
            Assert.NotNull(_entry);
        }

        public void AssertCancelled()
        {
            AssertEnds();
            Assert.IsType<OperationCanceledException>(_error);
        }

        public void AssertEnds() => Assert.True(_ended.Wait(Limit), "still waits at the gate");

        public void Cancel() => _cancellation.Cancel();

        public void Leave() => _entry?.Dispose();

        public void Dispose()
        {
            // Ends a thread that a failed assertion left waiting.
            _cancellation.Cancel();
            _thread.Join(Limit);
            _entry?.Dispose();
            _ended.Dispose();
            _cancellation.Dispose();
        }
    }
}
