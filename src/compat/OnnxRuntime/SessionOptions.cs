using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>How a session is built and runs. The session keeps a copy; the options may be disposed after it is made.</summary>
public unsafe class SessionOptions : SafeHandle
{
    private int _intraOpNumThreads;
    private int _interOpNumThreads;
    private bool _enableMemoryPattern = true;
    private bool _enableCpuMemArena = true;
    private GraphOptimizationLevel _graphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
    private ExecutionMode _executionMode = ExecutionMode.ORT_SEQUENTIAL;
    private OrtLoggingLevel _logSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;

    public SessionOptions()
        : base(0, true)
    {
        _ = OrtEnv.Instance();
        nint options;
        NativeApiStatus.VerifySuccess(NativeMethods.CreateSessionOptions(&options));
        SetHandle(options);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Threads inside one operator, the calling thread among them; 0: one per core. Default 0.</summary>
    public int IntraOpNumThreads
    {
        get => _intraOpNumThreads;
        set
        {
            NativeApiStatus.VerifySuccess(NativeMethods.SetIntraOpNumThreads(Handle, value));
            _intraOpNumThreads = value;
        }
    }

    /// <summary>Threads across operators, used with <see cref="ExecutionMode.ORT_PARALLEL"/> only. Default 0: one per core.</summary>
    public int InterOpNumThreads
    {
        get => _interOpNumThreads;
        set
        {
            NativeApiStatus.VerifySuccess(NativeMethods.SetInterOpNumThreads(Handle, value));
            _interOpNumThreads = value;
        }
    }

    public bool EnableMemoryPattern
    {
        get => _enableMemoryPattern;
        set
        {
            NativeApiStatus.VerifySuccess(NativeMethods.SetMemoryPattern(Handle, value));
            _enableMemoryPattern = value;
        }
    }

    public bool EnableCpuMemArena
    {
        get => _enableCpuMemArena;
        set
        {
            NativeApiStatus.VerifySuccess(NativeMethods.SetCpuMemoryArena(Handle, value));
            _enableCpuMemArena = value;
        }
    }

    public GraphOptimizationLevel GraphOptimizationLevel
    {
        get => _graphOptimizationLevel;
        set
        {
            NativeApiStatus.VerifySuccess(NativeMethods.SetSessionGraphOptimizationLevel(Handle, (int)value));
            _graphOptimizationLevel = value;
        }
    }

    public ExecutionMode ExecutionMode
    {
        get => _executionMode;
        set
        {
            NativeApiStatus.VerifySuccess(NativeMethods.SetSessionExecutionMode(Handle, (int)value));
            _executionMode = value;
        }
    }

    public OrtLoggingLevel LogSeverityLevel
    {
        get => _logSeverityLevel;
        set
        {
            NativeApiStatus.VerifySuccess(NativeMethods.SetSessionLogSeverityLevel(Handle, (int)value));
            _logSeverityLevel = value;
        }
    }

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return handle;
        }
    }

    /// <summary>Sets one of the keys of ONNX Runtime's <c>onnxruntime_session_options_config_keys.h</c>, such as <c>session.intra_op_thread_affinities</c>.</summary>
    public void AddSessionConfigEntry(string configKey, string configValue)
    {
        fixed (byte* key = Utf8Text.ZeroTerminated(configKey), value = Utf8Text.ZeroTerminated(configValue))
        {
            NativeApiStatus.VerifySuccess(NativeMethods.AddSessionConfigEntry(Handle, key, value));
        }
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.ReleaseSessionOptions(handle);
        return true;
    }
}
