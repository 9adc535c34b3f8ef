using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Which kernels depthwise convolutions use.</summary>
internal static partial class NativeDepthwise
{
    /// <param name="name">
    /// <c>avx512</c>, <c>avx2</c>, <c>portable</c>: these wherever they can; <c>off</c>: libtorch's alone; empty: the faster of the machine's best and libtorch's.
    /// </param>
    /// <returns>0 if the machine lacks them; nothing has changed then.</returns>
    [LibraryImport(NativeLibtorch.Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ent_depthwise_kernels(string name);

    /// <summary>Passes that own kernels have computed in this process.</summary>
    [LibraryImport(NativeLibtorch.Library)]
    public static partial long ent_depthwise_runs();
}
