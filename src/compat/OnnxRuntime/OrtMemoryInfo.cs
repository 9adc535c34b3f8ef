using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Where a tensor's memory is.</summary>
public unsafe class OrtMemoryInfo : SafeHandle
{
    private const int DeviceAllocator = 0;
    private const int DefaultMemory = 0;
    private static readonly Lazy<OrtMemoryInfo> Cpu = new(() => new OrtMemoryInfo());

    private OrtMemoryInfo()
        : base(0, true)
    {
        nint info;
        NativeApiStatus.VerifySuccess(NativeMethods.CreateCpuMemoryInfo(DeviceAllocator, DefaultMemory, &info));
        SetHandle(info);
    }

    /// <summary>The processor's memory. Shared; don't dispose it.</summary>
    public static OrtMemoryInfo DefaultInstance => Cpu.Value;

    public override bool IsInvalid => handle == 0;

    internal nint Handle => handle;

    protected override bool ReleaseHandle()
    {
        NativeMethods.ReleaseMemoryInfo(handle);
        return true;
    }
}
