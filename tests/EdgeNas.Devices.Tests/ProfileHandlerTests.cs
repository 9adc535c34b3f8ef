using System.Collections.Immutable;
using EdgeNas.Domain;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Onnx.Tests;

namespace EdgeNas.Devices.Tests;

public sealed class ProfileHandlerTests
{
    private static readonly Architecture Subject = new("012345");

    private readonly MachineGate _gate = new();
    private readonly List<JobProgress> _progress = [];

    [Fact]
    public void Handle_ProfileJob_MeasuresTheNetworkOfTheSearch()
    {
        var device = new RecordingDevice(sharesMachine: false);
        var result = new ProfileHandler((_, _) => device).Handle(new ProfileJob("p", new NetworkRef(Subject), 2), Environment(), default);

        var profiled = Assert.IsType<Profiled>(result);
        Assert.Equal(device.Identity, profiled.Device);
        Assert.Equal(1, profiled.Measurement.MedianMilliseconds);
        Assert.Equal(2, device.Repetition);
        Assert.Equal(Subject.Code, device.Measured!.Name);
        Assert.Equal(new InputShape(1, 32, 10), device.Measured.Input);
        Assert.Contains("012345", Assert.Single(_progress).Text);
    }

    [Fact]
    public void Handle_NetworkWithoutArchitecture_MeasuresTheMobileNetV2Chain()
    {
        var device = new RecordingDevice(sharesMachine: false);
        new ProfileHandler((_, _) => device).Handle(new ProfileJob("p", new NetworkRef(null, 0.5), 0), Environment(), default);
        Assert.Equal("mobilenetv2-0.50", device.Measured!.Name);
    }

    [Fact]
    public void Handle_DeviceSharesMachine_HasItAloneWhileMeasuringOnly()
    {
        bool? stepEntered = null;
        var device = new RecordingDevice(sharesMachine: true) { WhileMeasuring = () => stepEntered = StepEnters() };
        new ProfileHandler((_, _) => device).Handle(new ProfileJob("p", new NetworkRef(Subject), 0), Environment(), default);
        Assert.False(stepEntered);
        Assert.True(StepEnters());
    }

    [Fact]
    public void Handle_DeviceElsewhere_LetsTrainingGoOn()
    {
        bool? stepEntered = null;
        var device = new RecordingDevice(sharesMachine: false) { WhileMeasuring = () => stepEntered = StepEnters() };
        new ProfileHandler((_, _) => device).Handle(new ProfileJob("p", new NetworkRef(Subject), 0), Environment(), default);
        Assert.True(stepEntered);
    }

    [Fact]
    public void Handle_DeviceFails_GivesTheMachineBack()
    {
        var device = new RecordingDevice(sharesMachine: true) { WhileMeasuring = () => throw new EdgeNasException("board gone") };
        Assert.Throws<EdgeNasException>(() => new ProfileHandler((_, _) => device).Handle(new ProfileJob("p", new NetworkRef(Subject), 0), Environment(), default));
        Assert.True(StepEnters());
    }

    [Fact]
    public void Handle_Simulated_IsThatDevicesMeasurement()
    {
        var handler = new ProfileHandler(TimeProvider.System);
        var job = new ProfileJob("p", new NetworkRef(Subject), 0);
        var first = (Profiled)handler.Handle(job, Environment(), default);
        var second = (Profiled)handler.Handle(job, Environment(), default);
        Assert.Equal("simulated", first.Device.Device);
        Assert.Equal(first.Measurement.SamplesMilliseconds.AsEnumerable(), second.Measurement.SamplesMilliseconds.AsEnumerable());
    }

    [Fact]
    public void CanHandle_OtherJobs_No()
    {
        var handler = new ProfileHandler(TimeProvider.System);
        Assert.True(handler.CanHandle(new ProfileJob("p", new NetworkRef(Subject), 0)));
        Assert.False(handler.CanHandle(new FitEstimatorJob("f", 0, [], 0)));
    }

    /// <summary>Whether a training step may begin just now, or has to wait at the gate.</summary>
    private bool StepEnters()
    {
        using var cancellation = new CancellationTokenSource();
        using var ended = new ManualResetEventSlim();
        bool entered = false;
        var step = new Thread(() =>
        {
            try
            {
                using (_gate.Step(cancellation.Token)) entered = true;
            }
            catch (OperationCanceledException)
            {
                entered = false;
            }

            ended.Set();
        });
        step.Start();
        Assert.True(SpinWait.SpinUntil(() => ended.IsSet || _gate.Waiting == 1, TimeSpan.FromSeconds(20)), "the step neither began nor waits");
        cancellation.Cancel();
        step.Join();
        return entered;
    }

    private JobEnvironment Environment() =>
        new(new SearchContext(new SearchId("test"), TestSpecs.Search(TestSpaces.Small, "simulated"), new InputShape(1, 32, 10)), new NoArtifacts(), _gate, _progress.Add);

    private sealed class RecordingDevice(bool sharesMachine) : IDevice
    {
        public Action WhileMeasuring { get; init; } = () => { };

        public Network? Measured { get; private set; }

        public int Repetition { get; private set; }

        public DeviceIdentity Identity { get; } = new("recording", "none", "none", "none", "fp32", 1, 1);

        public bool SharesMachine => sharesMachine;

        public Measurement Measure(Network network, int repetition, CancellationToken cancellation)
        {
            (Measured, Repetition) = (network, repetition);
            WhileMeasuring();
            return Measurement.Of(ImmutableArray.Create(1.0), 0, null);
        }
    }

    private sealed class NoArtifacts : IArtifactStore
    {
        public ArtifactId Put(ReadOnlySpan<byte> content) => throw new NotSupportedException();

        public byte[] Get(ArtifactId id) => throw new NotSupportedException();

        public bool Contains(ArtifactId id) => false;
    }
}
