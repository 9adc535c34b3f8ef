using TorchSharp.Native;

namespace TorchSharp;

public static unsafe partial class torch
{
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        // As in PyTorch: integers make int64, anything real the default type.
        Number first = start, last = stop, increment = step;
        var type = dtype ?? (first.IsInteger && last.IsInteger && increment.IsInteger ? ScalarType.Int64 : get_default_dtype());
        return Made(NativeTensor.ent_arange(first, last, increment, new Placement(type, device)), requires_grad);
    }

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(NativeTensor.ent_linspace(start, end, steps, InDefault(dtype, device)), requires_grad);

    /// <param name="columns">−1: as many as rows.</param>
    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(NativeTensor.ent_eye(rows, columns < 0 ? rows : columns, InDefault(dtype, device)), requires_grad, names);

    public static Tensor empty_strided(
        long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        if (size.Length != strides.Length) throw new ArgumentException($"{size.Length} sizes but {strides.Length} strides", nameof(strides));
        fixed (long* firstSize = size, firstStride = strides)
            return Made(NativeTensor.ent_empty_strided(firstSize, firstStride, size.Length, InDefault(dtype, device)), requires_grad, names);
    }

    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(NativeTensor.ent_empty_like(input.Raw, new Placement(dtype, device)), requires_grad, names);

    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        full_like(input, 0, dtype, device, requires_grad, names);

    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        full_like(input, 1, dtype, device, requires_grad, names);

    public static Tensor full_like(
        Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var result = empty_like(input, dtype, device, names: names).fill_(value);
        return requires_grad ? result.requires_grad_() : result;
    }

    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var result = empty_like(input, dtype, device).uniform_(0, 1);
        return requires_grad ? result.requires_grad_() : result;
    }

    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var result = empty_like(input, dtype, device).normal_();
        return requires_grad ? result.requires_grad_() : result;
    }

    public static Tensor randint(
        long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        fixed (long* first = size)
        {
            return Made(
                NativeRandom.ent_randint(low, high, first, size.Length, Generator.Optional(generator), new Placement(dtype ?? ScalarType.Int64, device)),
                requires_grad,
                names);
        }
    }

    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    /// <summary>A random order of 0 … n−1.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Made(NativeRandom.ent_randperm(n, Generator.Optional(generator), new Placement(dtype ?? ScalarType.Int64, device)), requires_grad);

    internal static Tensor Empty(ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        fixed (long* first = size) return Made(NativeTensor.ent_empty(first, size.Length, InDefault(dtype, device)), requires_grad, names);
    }

    internal static Tensor Zeros(ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        fixed (long* first = size) return Made(NativeTensor.ent_zeros(first, size.Length, InDefault(dtype, device)), requires_grad, names);
    }

    internal static Tensor Ones(ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Full(size, 1, dtype ?? get_default_dtype(), device, requires_grad, names);

    internal static Tensor Full(ReadOnlySpan<long> size, Number value, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        // A truth value fills a tensor of integers unless told otherwise.
        dtype ??= value.IsReal ? get_default_dtype() : ScalarType.Int64;
        fixed (long* first = size) return Made(NativeTensor.ent_full(first, size.Length, value, new Placement(dtype, device)), requires_grad, names);
    }

    internal static Tensor Rand(ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names)
    {
        RequireReal(dtype);
        fixed (long* first = size) return Made(NativeRandom.ent_rand(first, size.Length, Generator.Optional(generator), InDefault(dtype, device)), requires_grad, names);
    }

    internal static Tensor Randn(ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names)
    {
        RequireReal(dtype);
        fixed (long* first = size) return Made(NativeRandom.ent_randn(first, size.Length, Generator.Optional(generator), InDefault(dtype, device)), requires_grad, names);
    }

    /// <summary>Of the default type where none is named.</summary>
    private static Placement InDefault(ScalarType? dtype, Device? device) => new(dtype ?? get_default_dtype(), device);

    private static void RequireReal(ScalarType? dtype)
    {
        if (dtype is { } type && is_integral(type)) throw new ArgumentException($"dtype is {type}; these random numbers are not integers", nameof(dtype));
    }

    private static Tensor Made(TensorHandle handle, bool requiresGrad, string[]? names = null)
    {
        var made = Tensor.Of(handle);
        if (names is not null) made.rename_(names);
        return requiresGrad ? made.requires_grad_() : made;
    }
}
