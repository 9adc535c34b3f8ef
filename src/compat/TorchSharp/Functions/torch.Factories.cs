using TorchSharp.Native;

namespace TorchSharp;

public static unsafe partial class torch
{
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        // As in PyTorch: integers make int64, anything real the default type.
        Number first = start, last = stop, increment = step;
        var type = dtype ?? (first.IsInteger && last.IsInteger && increment.IsInteger ? ScalarType.Int64 : get_default_dtype());
        return Made(NativeTensor.ent_arange(first, last, increment, new Placement(type, device ?? s_defaultDevice)), requires_grad);
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
                NativeRandom.ent_randint(low, high, first, size.Length, Generator.Optional(generator), new Placement(dtype ?? ScalarType.Int64, device ?? s_defaultDevice)),
                requires_grad,
                names);
        }
    }

    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randint(
        long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(low, high, size.Shape, dtype, device, requires_grad, generator, names);

    public static Tensor randint(
        long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size.Shape, dtype, device, requires_grad, generator, names);

    public static Tensor randint_like(Tensor input, long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var result = empty_like(input, dtype, device).random_(low, high);
        return requires_grad ? result.requires_grad_() : result;
    }

    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) => Aten.Call("normal.Tensor_Tensor", mean, std, generator);

    public static Tensor normal(
        double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null)
    {
        var result = Empty(size, dtype, device, false, names).normal_(mean, std, generator);
        return requires_grad ? result.requires_grad_() : result;
    }

    public static Tensor logspace(
        double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var powers = linspace(start, end, steps, dtype, device);
        using var first = tensor(@base, powers.dtype, powers.device);
        var result = Aten.CallOn(powers, "copy_", first.pow(powers));
        return requires_grad ? result.requires_grad_() : result;
    }

    /// <summary>Rows and columns of a matrix's lower triangle, [2, elements].</summary>
    public static Tensor tril_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Triangle("tril_indices", row, col, offset, dtype, device);

    public static Tensor triu_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Triangle("triu_indices", row, col, offset, dtype, device);

    /// <summary>A random order of 0 … n−1.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Made(NativeRandom.ent_randperm(n, Generator.Optional(generator), new Placement(dtype ?? ScalarType.Int64, device ?? s_defaultDevice)), requires_grad);

    private static Tensor Triangle(string which, long row, long col, long offset, ScalarType dtype, Device? device) =>
        Aten.Call(which, row, col, offset, (long)dtype).to(device ?? s_defaultDevice, disposeAfter: true);

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
        fixed (long* first = size) return Made(NativeTensor.ent_full(first, size.Length, value, new Placement(dtype, device ?? s_defaultDevice)), requires_grad, names);
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
    private static Placement InDefault(ScalarType? dtype, Device? device) => new(dtype ?? get_default_dtype(), device ?? s_defaultDevice);

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
