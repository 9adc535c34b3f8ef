using TorchSharp.Native;

namespace TorchSharp;

// Element types: what numbers they hold and what comes of two of them.
public static partial class torch
{
    /// <summary>The type of what an operator makes of two tensors.</summary>
    public static ScalarType result_type(Tensor tensor1, Tensor tensor2) => (ScalarType)Answer("result_type.Tensor", tensor1, tensor2);

    public static ScalarType promote_types(ScalarType type1, ScalarType type2) => (ScalarType)Answer("promote_types", (long)type1, (long)type2);

    public static bool can_cast(ScalarType from, ScalarType to) => Answer("can_cast", (long)from, (long)to) != 0;

    /// <summary>Whether the only element isn't zero.</summary>
    /// <exception cref="InvalidOperationException">There is not exactly one.</exception>
    public static bool is_nonzero(Tensor input) =>
        input.numel() == 1 ? input.ToBoolean() : throw new InvalidOperationException($"a tensor of {input.numel()} elements is neither zero nor not; expected one element");

    public static bool is_integral(Tensor t) => t.is_integral();

    /// <exception cref="ArgumentException">Not a type of integers.</exception>
    public static long max_int_value(ScalarType type) => type switch
    {
        ScalarType.Byte => byte.MaxValue,
        ScalarType.Int8 => sbyte.MaxValue,
        ScalarType.Int16 => short.MaxValue,
        ScalarType.Int32 => int.MaxValue,
        ScalarType.Int64 => long.MaxValue,
        _ => throw new ArgumentException($"{type} is no type of integers", nameof(type)),
    };

    public static FInfo finfo() => finfo(get_default_dtype());

    /// <exception cref="ArgumentException">Not a type of real numbers.</exception>
    public static FInfo finfo(ScalarType dtype) => dtype switch
    {
        ScalarType.Float16 => new(16, Math.Pow(2, -10), (double)Half.MaxValue, Math.Pow(2, -14), 1e-3),
        ScalarType.BFloat16 => new(16, Math.Pow(2, -7), (2 - Math.Pow(2, -7)) * Math.Pow(2, 127), Math.Pow(2, -126), 1e-2),
        ScalarType.Float32 or ScalarType.ComplexFloat32 => new(32, Math.Pow(2, -23), float.MaxValue, Math.Pow(2, -126), 1e-6),
        ScalarType.Float64 or ScalarType.ComplexFloat64 => new(64, Math.Pow(2, -52), double.MaxValue, Math.Pow(2, -1022), 1e-15),
        _ => throw new ArgumentException($"{dtype} is no type of real numbers", nameof(dtype)),
    };

    private static long Answer(string question, params ReadOnlySpan<Argument> arguments)
    {
        using var answer = Aten.Call(question, arguments).DetachFromDisposeScope();
        return answer.ToInt64();
    }

    /// <summary>Limits of a type of real numbers.</summary>
    public readonly struct FInfo
    {
        internal FInfo(int bits, double eps, double max, double tiny, double resolution)
        {
            this.bits = bits;
            this.eps = eps;
            this.max = max;
            this.tiny = tiny;
            this.resolution = resolution;
        }

        public int bits { get; }

        /// <summary>From 1 to the next larger number.</summary>
        public double eps { get; }

        public double max { get; }

        public double min => -max;

        /// <summary>The least positive number of full precision.</summary>
        public double tiny { get; }

        public double smallest_normal => tiny;

        /// <summary>The power of ten that is sure to be told apart, near 1.</summary>
        public double resolution { get; }
    }
}
