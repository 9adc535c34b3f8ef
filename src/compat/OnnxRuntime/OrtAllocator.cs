using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Gives ONNX Runtime's own memory.</summary>
public unsafe class OrtAllocator : SafeHandle
{
    private static readonly Lazy<OrtAllocator> Default = new(() => new OrtAllocator());

    private OrtAllocator()
        : base(0, false)
    {
        nint allocator;
        NativeApiStatus.VerifySuccess(NativeMethods.GetAllocatorWithDefaultOptions(&allocator));
        SetHandle(allocator);
    }

    /// <summary>The library's allocator for the processor's memory, which owns itself. Shared.</summary>
    public static OrtAllocator DefaultInstance => Default.Value;

    public override bool IsInvalid => handle == 0;

    internal nint Handle => handle;

    internal string TakeText(nint text)
    {
        string result = NativeMethods.Text(text);
        NativeApiStatus.VerifySuccess(NativeMethods.AllocatorFree(handle, text));
        return result;
    }

    protected override bool ReleaseHandle() => true;
}
