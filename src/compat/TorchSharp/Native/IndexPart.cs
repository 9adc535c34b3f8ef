using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>One place of an index expression, as native/reduce.cpp reads it. <see cref="LeftOut"/>: that end of a slice is left out.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IndexPart
{
    public const long LeftOut = long.MinValue;

    public long Kind;
    public long A;
    public long B;
    public long C;
    public nint Tensor;
}
