using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Options of single runs.</summary>
public unsafe class RunOptions : SafeHandle
{
    private string _logId = "";
    private bool _terminate;

    public RunOptions()
        : base(0, true)
    {
        nint options;
        NativeApiStatus.VerifySuccess(NativeMethods.CreateRunOptions(&options));
        SetHandle(options);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Tag of the run in the library's log.</summary>
    public string LogId
    {
        get => _logId;
        set
        {
            fixed (byte* tag = Utf8Text.ZeroTerminated(value))
            {
                NativeApiStatus.VerifySuccess(NativeMethods.RunOptionsSetRunTag(Handle, tag));
            }

            _logId = value;
        }
    }

    /// <summary>Set: runs with these options end soon with an error; unset: they may be used again.</summary>
    public bool Terminate
    {
        get => _terminate;
        set
        {
            NativeApiStatus.VerifySuccess(NativeMethods.RunOptionsSetTerminate(Handle, value));
            _terminate = value;
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

    protected override bool ReleaseHandle()
    {
        NativeMethods.ReleaseRunOptions(handle);
        return true;
    }
}
