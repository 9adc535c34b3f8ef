using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>A number as the native side takes it: kind (0 none, 1 integer, 2 real, 3 boolean) and 64 bits.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Number
{
    private readonly long _kind;
    private readonly long _bits;

    private Number(long kind, long bits)
    {
        _kind = kind;
        _bits = bits;
    }

    public bool IsInteger => _kind == 1;

    public bool IsReal => _kind == 2;

    public bool IsBoolean => _kind == 3;

    public long Integer => IsReal ? checked((long)Real) : _bits;

    public double Real => IsReal ? BitConverter.Int64BitsToDouble(_bits) : _bits;

    public static Number None => default;

    public static implicit operator Number(long value) => new(1, value);

    public static implicit operator Number(int value) => new(1, value);

    public static implicit operator Number(double value) => new(2, BitConverter.DoubleToInt64Bits(value));

    // Through double: 0.1f and 0.1 are different numbers, and float32 tensors take either to the same value.
    public static implicit operator Number(float value) => new(2, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Number(bool value) => new(3, value ? 1 : 0);

    public static implicit operator Number(Scalar? value) => value is null ? None : value.Number;
}
