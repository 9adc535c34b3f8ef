using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Reduce(Reduction.sum, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Reduce(DimensionsReduction.sum, [dim], keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => Reduce(DimensionsReduction.sum, [dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            Reduce(DimensionsReduction.sum, [dim0, dim1, dim2], keepdim, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Reduce(DimensionsReduction.sum, dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => Reduce(DimensionsReduction.sum, dim, keepdim, type);

        public Tensor mean() => Reduce(Reduction.mean, null);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Reduce(DimensionsReduction.mean, dimensions, keepdim, type);

        public Tensor prod(ScalarType? type = null) => Reduce(Reduction.prod, type);

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Reduce(DimensionReduction.prod, dim, keepdim, type);

        public Tensor amax(params long[] dims) => Reduce(DimensionsReduction.amax, dims, false, null);

        public Tensor amin(params long[] dims) => Reduce(DimensionsReduction.amin, dims, false, null);

        public Tensor logsumexp(long dim, bool keepdim = false) => Reduce(DimensionsReduction.logsumexp, [dim], keepdim, null);

        public Tensor max() => Reduce(Reduction.max, null);

        public Tensor min() => Reduce(Reduction.min, null);

        public Tensor median() => Reduce(Reduction.median, null);

        public Tensor argmax() => Reduce(Reduction.argmax, null);

        public Tensor argmax(long dim, bool keepdim = false) => Reduce(DimensionReduction.argmax, dim, keepdim, null);

        public Tensor argmin() => Reduce(Reduction.argmin, null);

        public Tensor argmin(long dim, bool keepdim = false) => Reduce(DimensionReduction.argmin, dim, keepdim, null);

        public Tensor all() => Reduce(Reduction.all, null);

        public Tensor all(long dim, bool keepdim = false) => Reduce(DimensionReduction.all, dim, keepdim, null);

        public Tensor any() => Reduce(Reduction.any, null);

        public Tensor any(long dim, bool keepdim = false) => Reduce(DimensionReduction.any, dim, keepdim, null);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            NativeError.Check(NativeReduce.ent_max_dim(Raw, dim, keepdim ? 1 : 0, out nint values, out nint indices));
            return (Of(values), Of(indices));
        }

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false)
        {
            NativeError.Check(NativeReduce.ent_min_dim(Raw, dim, keepdim ? 1 : 0, out nint values, out nint indices));
            return (Of(values), Of(indices));
        }

        public Tensor var(bool unbiased = true) => Variance(false, null, unbiased, false);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => As(Variance(false, [dim], unbiased, keepdim), type);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(Variance(false, dimensions, unbiased, keepdim), type);

        public Tensor std(bool unbiased = true) => Variance(true, null, unbiased, false);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => As(Variance(true, [dim], unbiased, keepdim), type);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(Variance(true, dimensions, unbiased, keepdim), type);

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2) => Of(NativeReduce.ent_norm(Raw, p), "norm", this);

        public Tensor norm(int dim, bool keepdim = false, float p = 2) => Of(NativeReduce.ent_norm_dim(Raw, dim, keepdim ? 1 : 0, p), "norm_dim", this);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            NativeError.Check(NativeReduce.ent_topk(Raw, k, dim, largest ? 1 : 0, sorted ? 1 : 0, out nint values, out nint indices));
            return (Of(values), Of(indices));
        }

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            NativeError.Check(NativeReduce.ent_sort(Raw, dim, descending ? 1 : 0, stable ? 1 : 0, out nint values, out nint indices));
            return (Of(values), Of(indices));
        }

        public Tensor argsort(long dim = -1, bool descending = false) => Of(NativeReduce.ent_argsort(Raw, dim, descending ? 1 : 0), "argsort", this);

        /// <summary>Distinct elements; inverse and counts only where asked for.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            if (dim is { } along)
            {
                var (rows, places, numbers) = Aten.CallThree("unique_dim", this, along, sorted, return_inverse, return_counts);
                return (rows, Kept(places, return_inverse), Kept(numbers, return_counts));
            }

            var output = Of(NativeReduce.ent_unique(Raw, sorted ? 1 : 0, return_inverse ? 1 : 0, return_counts ? 1 : 0, out nint inverse, out nint counts), "unique", this);
            return (output, return_inverse ? Of(inverse) : null, return_counts ? Of(counts) : null);
        }

        public Tensor bincount(Tensor? weights, long minlength = 0) => Of(NativeReduce.ent_bincount(Raw, Optional(weights), minlength), "bincount", this, weights);

        private static Tensor As(Tensor result, ScalarType? type) => type is { } wanted && wanted != result.dtype ? result.to(wanted, disposeAfter: true) : result;

        private Tensor Reduce(Reduction op, ScalarType? type) => Of(NativeReduce.ent_reduce((int)op, Raw, TypeNumber(type)));

        private Tensor Reduce(DimensionReduction op, long dim, bool keepdim, ScalarType? type) =>
            Of(NativeReduce.ent_reduce_dim((int)op, Raw, dim, keepdim ? 1 : 0, TypeNumber(type)), "reduce_dim", this);

        private Tensor Reduce(DimensionsReduction op, ReadOnlySpan<long> dims, bool keepdim, ScalarType? type)
        {
            fixed (long* first = dims) return Of(NativeReduce.ent_reduce_dims((int)op, Raw, first, dims.Length, keepdim ? 1 : 0, TypeNumber(type)), "reduce_dims", this);
        }

        private Tensor Variance(bool root, long[]? dims, bool unbiased, bool keepdim)
        {
            fixed (long* first = dims) return Of(NativeReduce.ent_variance(Raw, root ? 1 : 0, first, dims?.Length ?? -1, unbiased ? 1 : 0, keepdim ? 1 : 0), "variance", this);
        }
    }
}
