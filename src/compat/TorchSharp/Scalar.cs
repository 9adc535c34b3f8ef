using TorchSharp.Native;

namespace TorchSharp;

/// <summary>A number beside tensors: integer, real or boolean. Complex numbers are not part of this implementation.</summary>
public sealed class Scalar : IDisposable
{
    private Scalar(torch.ScalarType type, Number number)
    {
        Type = type;
        Number = number;
    }

    /// <summary>Int64, Float64 or Bool, whatever type the number came as.</summary>
    public torch.ScalarType Type { get; }

    internal Number Number { get; }

    public static implicit operator Scalar(byte value) => new(torch.ScalarType.Int64, (long)value);

    public static implicit operator Scalar(sbyte value) => new(torch.ScalarType.Int64, (long)value);

    public static implicit operator Scalar(short value) => new(torch.ScalarType.Int64, (long)value);

    public static implicit operator Scalar(int value) => new(torch.ScalarType.Int64, (long)value);

    public static implicit operator Scalar(long value) => new(torch.ScalarType.Int64, value);

    public static implicit operator Scalar(Half value) => new(torch.ScalarType.Float64, (double)value);

    public static implicit operator Scalar(float value) => new(torch.ScalarType.Float64, value);

    public static implicit operator Scalar(double value) => new(torch.ScalarType.Float64, value);

    public static implicit operator Scalar(bool value) => new(torch.ScalarType.Bool, value);

    /// <summary>Holds nothing native here; the real type does, so callers may dispose.</summary>
    public void Dispose()
    {
    }
}
