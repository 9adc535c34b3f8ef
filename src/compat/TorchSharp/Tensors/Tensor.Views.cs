using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>All dimensions in reverse order.</summary>
        public Tensor T
        {
            get
            {
                long[] order = new long[ndim];
                for (int i = 0; i < order.Length; i++) order[i] = order.Length - 1 - i;
                return permute(order);
            }
        }

        /// <summary>The last two dimensions exchanged.</summary>
        public Tensor mT => transpose(-2, -1);

        public Tensor view(params long[] shape)
        {
            fixed (long* first = shape) return Of(NativeView.ent_view(Raw, first, shape.Length), "view", this);
        }

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor reshape(params long[] shape)
        {
            fixed (long* first = shape) return Of(NativeView.ent_reshape(Raw, first, shape.Length), "reshape", this);
        }

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Of(NativeView.ent_flatten(Raw, start_dim, end_dim), "flatten", this);

        public Tensor ravel() => reshape(-1);

        public Tensor unflatten(long dim, Size sizes) => unflatten(dim, sizes.Shape);

        public Tensor unflatten(long dim, params long[] sizes)
        {
            long[] old = shape;
            int at = (int)(dim < 0 ? dim + old.Length : dim);
            return reshape([.. old[..at], .. sizes, .. old[(at + 1)..]]);
        }

        public Tensor permute(params long[] permutation)
        {
            fixed (long* first = permutation) return Of(NativeView.ent_permute(Raw, first, permutation.Length), "permute", this);
        }

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor transpose(long dim0, long dim1) => Of(NativeView.ent_transpose(Raw, dim0, dim1), "transpose", this);

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor t() => Of(NativeView.ent_t(Raw), "t", this);

        public Tensor unsqueeze(long dim) => Of(NativeView.ent_unsqueeze(Raw, dim), "unsqueeze", this);

        public Tensor squeeze(long? dim = null) => Of(NativeView.ent_squeeze(Raw, dim ?? long.MinValue), "squeeze", this);

        public Tensor expand(params long[] sizes)
        {
            fixed (long* first = sizes) return Of(NativeView.ent_expand(Raw, first, sizes.Length), "expand", this);
        }

        public Tensor expand(Size sizes, bool isImplicit = false) => expand(sizes.Shape);

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor broadcast_to(params long[] shape) => expand(shape);

        public Tensor repeat(params long[] sizes)
        {
            fixed (long* first = sizes) return Of(NativeView.ent_repeat(Raw, first, sizes.Length), "repeat", this);
        }

        public Tensor tile(long[] reps)
        {
            fixed (long* first = reps) return Of(NativeView.ent_tile(Raw, first, reps.Length), "tile", this);
        }

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Of(NativeReduce.ent_repeat_interleave(Raw, repeats, dim ?? long.MinValue), "repeat_interleave", this);

        public Tensor flip(params long[] dims)
        {
            fixed (long* first = dims) return Of(NativeView.ent_flip(Raw, first, dims.Length), "flip", this);
        }

        public Tensor fliplr() => flip(1);

        public Tensor flipud() => flip(0);

        public Tensor roll(long shifts, long? dims = null) => dims is { } dim ? roll([shifts], [dim]) : roll([shifts], []);

        public Tensor roll(long[] shifts, long[] dims)
        {
            fixed (long* firstShift = shifts, firstDim = dims) return Of(NativeView.ent_roll(Raw, firstShift, shifts.Length, firstDim, dims.Length), "roll", this);
        }

        public Tensor narrow(long dim, long start, long length) => Of(NativeView.ent_narrow(Raw, dim, start, length), "narrow", this);

        public Tensor select(long dim, long index) => Of(NativeView.ent_select(Raw, dim, index), "select", this);

        public Tensor slice(long dim, long start, long finish, long step) => Of(NativeView.ent_slice(Raw, dim, start, finish, step), "slice", this);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0)
        {
            if (size.Length != strides.Length) throw new ArgumentException($"{size.Length} sizes but {strides.Length} strides", nameof(strides));
            fixed (long* firstSize = size, firstStride = strides) return Of(NativeView.ent_as_strided(Raw, firstSize, firstStride, size.Length, storageOffset), "as_strided", this);
        }

        public Tensor unfold(long dimension, long size, long step) => Of(NativeView.ent_unfold(Raw, dimension, size, step), "unfold", this);

        public Tensor movedim(long[] source, long[] destination)
        {
            fixed (long* from = source, to = destination) return Of(NativeView.ent_movedim(Raw, from, source.Length, to, destination.Length), "movedim", this);
        }

        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        public Tensor[] split(long size, int dim = 0)
        {
            long whole = this.size(dim);
            if (size <= 0) throw new ArgumentException($"parts of size {size}; expected at least 1", nameof(size));
            return Parts(Math.Max(1, (whole + size - 1) / size), (handle, buffer) => NativeView.ent_split(handle, size, dim, (nint*)buffer));
        }

        public Tensor[] split(long[] sizes, long dim = 0)
        {
            return Parts(sizes.Length, (handle, buffer) =>
            {
                fixed (long* first = sizes) return NativeView.ent_split_sizes(handle, first, sizes.Length, dim, (nint*)buffer);
            });
        }

        public Tensor[] chunk(long chunks, long dim = 0) => Parts(Math.Max(chunks, 1), (handle, buffer) => NativeView.ent_chunk(handle, chunks, dim, (nint*)buffer));

        public Tensor[] unbind(long dimension = 0) => Parts(size((int)dimension), (handle, buffer) => NativeView.ent_unbind(handle, dimension, (nint*)buffer));

        /// <summary>Runs a native call that fills a buffer with at most <paramref name="capacity"/> handles.</summary>
        private Tensor[] Parts(long capacity, Func<TensorHandle, nint, long> call)
        {
            nint[] buffer = new nint[capacity];
            fixed (nint* first = buffer)
            {
                long count = NativeError.CheckCount(call(Raw, (nint)first));
                Tensor[] parts = new Tensor[count];
                for (int i = 0; i < parts.Length; i++) parts[i] = Of(buffer[i]);
                return parts;
            }
        }
    }
}
