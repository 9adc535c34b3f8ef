using TorchSharp.Native;

namespace TorchSharp;

// Operators called by libtorch's name whose arguments take some care.
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor round(long decimals = 0) => decimals == 0 ? Unary(UnaryOperator.round, this) : Aten.Call("round.decimals", this, decimals);

        public Tensor round_(long decimals = 0) => decimals == 0 ? Unary(UnaryInPlaceOperator.round) : Aten.CallOn(this, "round_.decimals", decimals);

        public Tensor softplus(double beta = 1, double threshold = 20) => Aten.Call("softplus", this, beta, threshold);

        public Tensor celu() => Aten.Call("celu", this);

        public Tensor celu(Scalar alpha) => Aten.Call("celu", this, alpha);

        public Tensor celu_() => Aten.CallOn(this, "celu_");

        public Tensor celu_(Scalar alpha) => Aten.CallOn(this, "celu_", alpha);

        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) => Aten.Call("elu", this, alpha, scale, input_scale);

        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) => Aten.CallOn(this, "elu_", alpha, scale, input_scale);

        public Tensor threshold(Scalar threshold, Scalar value) => Aten.Call("threshold", this, threshold, value);

        public Tensor threshold_(Scalar threshold, Scalar value) => Aten.CallOn(this, "threshold_", threshold, value);

        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) => Aten.CallTwo("kthvalue", this, k, dim ?? -1, keepdim);

        public Tensor count_nonzero(long[]? dims = null) => dims is null ? Aten.Call("count_nonzero", this) : Aten.Call("count_nonzero.dim_IntList", this, dims);

        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => Aten.CallTwo("std_mean", this, unbiased);

        public (Tensor std, Tensor mean) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std_mean([dim], unbiased, keepdim, type);

        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Converted(Aten.CallTwo("std_mean.dim", this, dimensions, unbiased, keepdim), type);

        public (Tensor std, Tensor mean) std_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean(dimensions.ToArray(), unbiased, keepdim, type);

        public (Tensor @var, Tensor mean) var_mean(bool unbiased = true) => Aten.CallTwo("var_mean", this, unbiased);

        public (Tensor @var, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var_mean([dim], unbiased, keepdim, type);

        public (Tensor @var, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Converted(Aten.CallTwo("var_mean.dim", this, dimensions, unbiased, keepdim), type);

        public (Tensor @var, Tensor mean) var_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean(dimensions.ToArray(), unbiased, keepdim, type);

        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std(dimensions.ToArray(), unbiased, keepdim, type);

        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var(dimensions.ToArray(), unbiased, keepdim, type);

        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) =>
            Aten.Call("nanmean", this, dim is { } one ? (long[])[one] : null, keepdim, dtype);

        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var (output, inverse, counts) = Aten.CallThree("unique_consecutive", this, return_inverse, return_counts, (long?)dim);
            return (output, Kept(inverse, return_inverse), Kept(counts, return_counts));
        }

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) => Aten.Call("repeat_interleave.self_Tensor", this, repeats, dim, output_size);

        public Tensor[] tensor_split(long size, long dim = 0) => Aten.CallMany("tensor_split.sections", (int)size, this, size, dim);

        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Aten.CallMany("tensor_split.indices", sizes.Length + 1, this, sizes, dim);

        public Tensor[] tensor_split(Tensor indices, long dim = 0) => tensor_split(indices.to(int64).data<long>().ToArray(), dim);

        public Tensor take_along_dim(Tensor indices) => Aten.Call("take_along_dim", this, indices);

        public Tensor take_along_dim(Tensor indices, long dim) => Aten.Call("take_along_dim", this, indices, dim);

        public Tensor tensordot(Tensor b, long dims = 2)
        {
            long[] last = [.. Enumerable.Range((int)(ndim - dims), (int)dims)], first = [.. Enumerable.Range(0, (int)dims)];
            return tensordot(b, last, first);
        }

        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Aten.Call("tensordot", this, b, dims1, dims2);

        public Tensor tensordot(Tensor b, (long, long)[] dims) => tensordot(b, [.. dims.Select(pair => pair.Item1)], [.. dims.Select(pair => pair.Item2)]);

        public Tensor squeeze_(long? dim = null) => dim is { } one ? Aten.CallOn(this, "squeeze_.dim", one) : Aten.CallOn(this, "squeeze_");

        public Tensor rot90(long k = 1, (long, long)? dims = null) => Aten.Call("rot90", this, k, Dims(dims ?? (0, 1)));

        public Tensor roll(long[] shifts) => roll(shifts, Array.Empty<long>());

        public Tensor roll((long, long) shifts, (long, long) dims) => roll(Dims(shifts), Dims(dims));

        public Tensor roll((long, long, long) shifts, (long, long, long) dims) => roll(Dims(shifts), Dims(dims));

        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => roll(shifts.ToArray(), dims.ToArray());

        public Tensor select_scatter(Tensor src, long dim, long index) => Aten.Call("select_scatter", this, src, dim, index);

        public Tensor slice_scatter(Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) => Aten.Call("slice_scatter", this, src, dim, start, end, step);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Aten.Call("amax", this, dims, keepdim));

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amax(dims.ToArray(), keepdim, @out);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Aten.Call("amin", this, dims, keepdim));

        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amin(dims.ToArray(), keepdim, @out);

        public bool is_nonzero()
        {
            if (numel() != 1) throw new InvalidOperationException($"only one element is zero or not; this has shape [{string.Join(", ", shape)}]");
            return ToScalar().ToDouble() != 0;
        }

        private static (Tensor, Tensor) Converted((Tensor First, Tensor Second) pair, ScalarType? type) => (As(pair.First, type), As(pair.Second, type));

        private static Tensor? Kept(Tensor tensor, bool wanted)
        {
            if (!wanted) tensor.Dispose();
            return wanted ? tensor : null;
        }

        private static Tensor Into(Tensor? target, Tensor result)
        {
            if (target is null) return result;
            target.copy_(result);
            result.Dispose();
            return target.alias();
        }
    }

    internal static long[] Dims((long, long) dims) => [dims.Item1, dims.Item2];

    internal static long[] Dims((long, long, long) dims) => [dims.Item1, dims.Item2, dims.Item3];
}
