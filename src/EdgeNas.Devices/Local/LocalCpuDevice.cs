using EdgeNas.Devices.Timing;
using EdgeNas.Domain;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Spaces;
using EdgeNas.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace EdgeNas.Devices.Local;

/// <summary>
/// This machine's processor under ONNX Runtime: the network goes through the ONNX file that would be handed over, with random weights, and runs sequentially
/// with all graph optimizations. Each of its threads is pinned to a processor of its own while it is timed. Linux.
/// </summary>
public sealed class LocalCpuDevice : IDevice
{
    public const string Name = "local-cpu";

    private const long WeightSeed = 0;

    private readonly MeasureSpec _spec;
    private readonly TimeProvider _clock;
    private readonly int[] _processors;

    /// <param name="clock">Times the runs: <see cref="TimeProvider.System"/>.</param>
    /// <param name="name">By which searches ask for it.</param>
    /// <param name="pinThreads">False leaves it to Linux where the threads run.</param>
    /// <exception cref="EdgeNasException">More threads are asked for than this process may use processors.</exception>
    public LocalCpuDevice(MeasureSpec spec, TimeProvider clock, string name = Name, bool pinThreads = true)
    {
        _spec = spec;
        _clock = clock;
        _processors = pinThreads ? ProcessorChoice.Choose(NativeThread.Processors, spec.Threads, ProcessorChoice.CoreOf) : [];
        var machine = new MachineDescription("/");
        Identity = new DeviceIdentity(
            name, machine.Processor, machine.Governor, $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}", "fp32", spec.Batch, spec.Threads);
    }

    public DeviceIdentity Identity { get; }

    public bool SharesMachine => true;

    public Measurement Measure(Network network, int repetition, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            using var options = Options();
            using var session = new InferenceSession(OnnxWriter.Write(network, new RandomWeights(WeightSeed), _spec.Batch), options);
            return Measure(session, network.Input, cancellation);
        }
        catch (OnnxRuntimeException error)
        {
            throw new EdgeNasException($"Device {Name}: ONNX Runtime can't run network {network.Name}: {error.Message}", error);
        }
    }

    private Measurement Measure(InferenceSession session, InputShape shape, CancellationToken cancellation)
    {
        float[] image = new float[_spec.Batch * shape.Channels * shape.Size * shape.Size];
        // Any ordinary numbers will do; zeros could be faster than images are.
        for (int i = 0; i < image.Length; i++) image[i] = MathF.Sin(i);
        using var input = OrtValue.CreateTensorValueFromMemory(image, [_spec.Batch, shape.Channels, shape.Size, shape.Size]);
        using var output = OrtValue.CreateTensorValueFromMemory(new float[_spec.Batch * shape.Classes], [_spec.Batch, shape.Classes]);
        using var run = new RunOptions();
        string[] inputNames = [OnnxWriter.Input], outputNames = [OnnxWriter.Output];
        OrtValue[] inputs = [input], outputs = [output];
        void Infer() => session.Run(run, inputNames, inputs, outputNames, outputs);

        // Once before pinning: whatever starts its threads on first use starts them where they may run anywhere.
        Infer();
        int[] before = NativeThread.Processors;
        try
        {
            if (_processors.Length > 0) NativeThread.PinTo(_processors[0]);
            return new TimingLoop(_spec, _clock, () => NativeThread.ProcessorTime).Run(Infer, cancellation);
        }
        finally
        {
            if (_processors.Length > 0) NativeThread.PinTo(before);
        }
    }

    private SessionOptions Options()
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = _spec.Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        if (_processors.Length > 1)
        {
            // One entry per extra thread (the first is the calling one); the runtime counts processors from 1.
            options.AddSessionConfigEntry("session.intra_op_thread_affinities", string.Join(';', _processors.Skip(1).Select(processor => processor + 1)));
        }

        return options;
    }
}
