using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Owns one native random generator.</summary>
internal sealed class GeneratorHandle : SafeHandle
{
    /// <summary>Stands for the default generator: generated marshalling takes no null.</summary>
    public static readonly GeneratorHandle None = new();

    public GeneratorHandle() : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeRandom.ent_generator_free(handle);
        return true;
    }
}
