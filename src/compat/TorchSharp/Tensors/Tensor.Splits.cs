namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor[] split(params long[] sizes) => split(sizes, 0);

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => split(sizes.ToArray(), dim);

        /// <summary>Parts along the second dimension, or along the first where there is no second.</summary>
        /// <exception cref="ArgumentException">The parts would not be equal.</exception>
        public Tensor[] hsplit(long size) => Even(ndim < 2 ? 0 : 1, size);

        /// <param name="sizes">Where parts start.</param>
        public Tensor[] hsplit(params long[] sizes) => tensor_split(sizes, ndim < 2 ? 0 : 1);

        public Tensor[] hsplit(Tensor indices) => tensor_split(indices, ndim < 2 ? 0 : 1);

        /// <summary>Parts along the first dimension.</summary>
        public Tensor[] vsplit(long size) => Even(Having(2, 0), size);

        public Tensor[] vsplit(params long[] sizes) => tensor_split(sizes, Having(2, 0));

        public Tensor[] vsplit(Tensor indices) => tensor_split(indices, Having(2, 0));

        /// <summary>Parts along the third dimension.</summary>
        public Tensor[] dsplit(long size) => Even(Having(3, 2), size);

        public Tensor[] dsplit(params long[] sizes) => tensor_split(sizes, Having(3, 2));

        public Tensor[] dsplit(Tensor indices) => tensor_split(indices, Having(3, 2));

        /// <summary>The indices of the elements that aren't zero, a tensor [elements, 1] for each dimension.</summary>
        public IList<Tensor> nonzero_as_list()
        {
            using var all = nonzero();
            return [.. all.chunk(Math.Max(1, all.shape[1]), dim: 1)];
        }

        private Tensor[] Even(long dim, long parts)
        {
            if (parts <= 0 || size((int)dim) % parts != 0) throw new ArgumentException($"dimension {dim} of size {size((int)dim)} can't be split into {parts} equal parts");
            return tensor_split(parts, dim);
        }

        private long Having(int dimensions, long dim) =>
            ndim >= dimensions ? dim : throw new System.Runtime.InteropServices.ExternalException($"a tensor of {ndim} dimensions; expected at least {dimensions}");
    }
}
