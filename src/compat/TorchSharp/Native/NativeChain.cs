using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Exports of native/chain.cpp: convolution, batch norm and activation in a row as one operator.</summary>
internal static unsafe partial class NativeChain
{
    private const string Library = NativeLibtorch.Library;

    /// <returns>1 if <see cref="ent_chain"/> can compute these units at once, 0 if it can't.</returns>
    [LibraryImport(Library)]
    public static partial int ent_chain_applies(TensorHandle input, Unit* units, int n);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_chain(TensorHandle input, Unit* units, int n, ChainRecordings recordings);

    [LibraryImport(Library)]
    public static partial ChainRecordings ent_chain_recordings();

    [LibraryImport(Library)]
    public static partial void ent_chain_recordings_free(nint recordings);

    /// <param name="name"><c>avx512</c>, <c>avx2</c>, <c>portable</c>, <c>operators</c>: libtorch's, <c>off</c>: no chains; empty: the machine's best.</param>
    /// <returns>0 if the machine lacks them; nothing has changed then.</returns>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ent_chain_kernels(string name);

    /// <summary>Chains that were computed at once in this process.</summary>
    [LibraryImport(Library)]
    public static partial long ent_chain_runs();

    /// <summary>Forward and backward passes of chains that a graphics processor replayed.</summary>
    [LibraryImport(Library)]
    public static partial long ent_chain_replays();

    /// <summary>Recordings that there are in this process.</summary>
    [LibraryImport(Library)]
    public static partial long ent_chain_alive();

    /// <summary>A convolution without bias, its batch norm, and an activation that holds its input between two bounds. Tensors are native addresses.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Unit
    {
        public nint Weight, Scale, Shift, Mean, Variance, Batches;
        public long Stride, Padding, Groups, Batch;
        public double Momentum, Epsilon, Low, High;
    }
}
