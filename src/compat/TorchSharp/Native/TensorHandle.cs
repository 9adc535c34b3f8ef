using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Owns one native tensor reference.</summary>
internal sealed class TensorHandle : SafeHandle
{
    /// <summary>Storages below this weigh nothing to the collector: telling it costs more than the memory.</summary>
    private const long PressureThresholdBytes = 64 * 1024;

    /// <summary>Stands for an argument that is left out: generated marshalling takes no null.</summary>
    public static readonly TensorHandle None = new();

    private long _pressureBytes;

    public TensorHandle() : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Native address, for lists of handles; the caller keeps this object alive.</summary>
    public nint Address => handle;

    /// <summary>Takes over a native reference that came in a buffer.</summary>
    public static TensorHandle Adopt(nint address)
    {
        var owner = new TensorHandle();
        owner.SetHandle(address);
        return owner;
    }

    /// <summary>Tells the collector how much native memory dies with this object, so that forgotten tensors get collected.</summary>
    public void AddPressure()
    {
        long bytes = NativeTensor.ent_owned_bytes(handle);
        if (bytes < PressureThresholdBytes) return;
        _pressureBytes = bytes;
        GC.AddMemoryPressure(bytes);
    }

    protected override bool ReleaseHandle()
    {
        NativeTensor.ent_free(handle);
        if (_pressureBytes > 0) GC.RemoveMemoryPressure(_pressureBytes);
        return true;
    }
}
