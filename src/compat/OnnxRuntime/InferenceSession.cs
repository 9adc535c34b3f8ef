using System.Collections.ObjectModel;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A loaded model. <see cref="Run(RunOptions, IReadOnlyCollection{string}, IReadOnlyCollection{OrtValue}, IReadOnlyCollection{string})"/> is thread-safe.</summary>
public unsafe class InferenceSession : IDisposable
{
    private nint _session;

    /// <exception cref="OnnxRuntimeException">The file is missing, is no model, or holds an operator that the library lacks.</exception>
    public InferenceSession(string modelPath)
        : this(modelPath, null)
    {
    }

    /// <inheritdoc cref="InferenceSession(string)"/>
    public InferenceSession(string modelPath, SessionOptions? options)
    {
        fixed (byte* path = Utf8Text.ZeroTerminated(modelPath))
        {
            byte* file = path;
            Open(options, (native, session) => NativeMethods.CreateSession(OrtEnv.Instance().Handle, file, native, session));
        }
    }

    /// <exception cref="OnnxRuntimeException">The bytes are no model, or hold an operator that the library lacks.</exception>
    public InferenceSession(byte[] model)
        : this(model, null)
    {
    }

    /// <inheritdoc cref="InferenceSession(byte[])"/>
    public InferenceSession(byte[] model, SessionOptions? options)
    {
        fixed (byte* bytes = model)
        {
            byte* first = bytes;
            nuint length = (nuint)model.Length;
            Open(options, (native, session) => NativeMethods.CreateSessionFromArray(OrtEnv.Instance().Handle, first, length, native, session));
        }
    }

    ~InferenceSession() => Dispose(false);

    public IReadOnlyList<string> InputNames { get; private set; } = [];

    public IReadOnlyList<string> OutputNames { get; private set; } = [];

    public IReadOnlyDictionary<string, NodeMetadata> InputMetadata { get; private set; } = ReadOnlyDictionary<string, NodeMetadata>.Empty;

    public IReadOnlyDictionary<string, NodeMetadata> OutputMetadata { get; private set; } = ReadOnlyDictionary<string, NodeMetadata>.Empty;

    /// <summary>Runs the model; the results are new values in the library's memory, owned by the caller.</summary>
    public IDisposableReadOnlyCollection<OrtValue> Run(
        RunOptions runOptions, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputValues, IReadOnlyCollection<string> outputNames)
    {
        nint[] outputs = new nint[outputNames.Count];
        Run(runOptions, inputNames, inputValues, outputNames, outputs);
        return new DisposableList<OrtValue>([.. outputs.Select(output => new OrtValue(output))]);
    }

    /// <inheritdoc cref="Run(RunOptions, IReadOnlyCollection{string}, IReadOnlyCollection{OrtValue}, IReadOnlyCollection{string})"/>
    public IDisposableReadOnlyCollection<OrtValue> Run(RunOptions runOptions, IReadOnlyDictionary<string, OrtValue> inputs, IReadOnlyCollection<string> outputNames) =>
        Run(runOptions, [.. inputs.Keys], [.. inputs.Values], outputNames);

    /// <summary>Runs the model into values that the caller made, with the shapes that the outputs will have.</summary>
    public void Run(
        RunOptions runOptions,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames,
        IReadOnlyCollection<OrtValue> outputValues)
    {
        if (outputNames.Count != outputValues.Count)
        {
            throw new ArgumentException($"Length of {nameof(outputNames)} ({outputNames.Count}) must match that of {nameof(outputValues)} ({outputValues.Count}).");
        }

        Run(runOptions, inputNames, inputValues, outputNames, [.. outputValues.Select(value => value.Handle)]);
        GC.KeepAlive(outputValues);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_session == 0) return;
        NativeMethods.ReleaseSession(_session);
        _session = 0;
    }

    private delegate nint Creation(nint options, nint* session);

    private void Open(SessionOptions? options, Creation create)
    {
        using var own = options is null ? new SessionOptions() : null;
        nint session;
        NativeApiStatus.VerifySuccess(create((options ?? own!).Handle, &session));
        GC.KeepAlive(options);
        _session = session;
        (InputNames, InputMetadata) = Nodes(input: true);
        (OutputNames, OutputMetadata) = Nodes(input: false);
    }

    private (IReadOnlyList<string> Names, IReadOnlyDictionary<string, NodeMetadata> Metadata) Nodes(bool input)
    {
        nuint count;
        NativeApiStatus.VerifySuccess(NativeMethods.SessionGetCount(_session, input, &count));
        var names = new List<string>();
        var metadata = new Dictionary<string, NodeMetadata>();
        for (nuint i = 0; i < count; i++)
        {
            nint name, typeInfo;
            NativeApiStatus.VerifySuccess(NativeMethods.SessionGetName(_session, input, i, OrtAllocator.DefaultInstance.Handle, &name));
            names.Add(OrtAllocator.DefaultInstance.TakeText(name));
            NativeApiStatus.VerifySuccess(NativeMethods.SessionGetTypeInfo(_session, input, i, &typeInfo));
            try
            {
                metadata[names[^1]] = new NodeMetadata(typeInfo);
            }
            finally
            {
                NativeMethods.ReleaseTypeInfo(typeInfo);
            }
        }

        return (names.AsReadOnly(), metadata.AsReadOnly());
    }

    private void Run(
        RunOptions runOptions, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputValues, IReadOnlyCollection<string> outputNames, nint[] outputs)
    {
        ObjectDisposedException.ThrowIf(_session == 0, this);
        if (inputNames.Count != inputValues.Count)
        {
            throw new ArgumentException($"Length of {nameof(inputNames)} ({inputNames.Count}) must match that of {nameof(inputValues)} ({inputValues.Count}).");
        }

        nint[] inputs = [.. inputValues.Select(value => value.Handle)];
        nint[] names = [.. inputNames.Concat(outputNames).Select(Marshal.StringToCoTaskMemUTF8)];
        try
        {
            fixed (nint* name = names, input = inputs, output = outputs)
            {
                NativeApiStatus.VerifySuccess(NativeMethods.Run(
                    _session, runOptions.Handle, (byte**)name, input, (nuint)inputs.Length, (byte**)(name + inputs.Length), (nuint)outputs.Length, output));
            }

            GC.KeepAlive(inputValues);
            GC.KeepAlive(runOptions);
            GC.KeepAlive(this);
        }
        finally
        {
            Array.ForEach(names, Marshal.FreeCoTaskMem);
        }
    }
}
