using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Owns what a graphics processor has recorded of one chain, and the memory that goes with it.</summary>
internal sealed class ChainRecordings : SafeHandle
{
    public ChainRecordings() : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeChain.ent_chain_recordings_free(handle);
        return true;
    }
}
