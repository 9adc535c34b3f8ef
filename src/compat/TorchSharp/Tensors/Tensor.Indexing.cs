using System.Runtime.CompilerServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>Part of the tensor: a view for integers, slices and ellipsis, a copy for index tensors. Setting copies the value in.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, TensorIndex.Single(i1));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(TensorIndex.Single(i1), TensorIndex.Single(i2));
            set => index_put_(value, TensorIndex.Single(i1), TensorIndex.Single(i2));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index(TensorIndex.Single(i1), TensorIndex.Single(i2), TensorIndex.Single(i3));
            set => index_put_(value, TensorIndex.Single(i1), TensorIndex.Single(i2), TensorIndex.Single(i3));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(TensorIndex.Single(i1), TensorIndex.Single(i2), TensorIndex.Single(i3), TensorIndex.Single(i4));
            set => index_put_(value, TensorIndex.Single(i1), TensorIndex.Single(i2), TensorIndex.Single(i3), TensorIndex.Single(i4));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => this[[i1, i2, i3, i4, i5]];
            set => this[[i1, i2, i3, i4, i5]] = value;
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => this[[i1, i2, i3, i4, i5, i6]];
            set => this[[i1, i2, i3, i4, i5, i6]] = value;
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index(Array.ConvertAll(indices, at => TensorIndex.Single(at)));
            set => index_put_(value, Array.ConvertAll(indices, at => TensorIndex.Single(at)));
        }

        public Tensor index(params TensorIndex[] indices)
        {
            fixed (IndexPart* parts = TensorIndex.Parts(indices))
            {
                var result = Of(NativeReduce.ent_index(Raw, parts, indices.Length), "index", this);
                GC.KeepAlive(indices);
                return result;
            }
        }

        public Tensor index(params Tensor[] indices) => index(Array.ConvertAll(indices, TensorIndex.Tensor));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            fixed (IndexPart* parts = TensorIndex.Parts(indices))
            {
                NativeError.Check(NativeReduce.ent_index_put_(Raw, parts, indices.Length, value.Raw));
                GC.KeepAlive(indices);
                return this;
            }
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));

        /// <param name="accumulate">Whether the values are added, each as often as its place is named.</param>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            if (!accumulate) return index_put_(value, indices);
            using var scope = NewDisposeScope();
            var places = arange(NumberOfElements, device: device).view(shape).index(indices);
            Aten.CallOn(this, "put_", places, value.expand(places.shape), true);
            return this;
        }

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) => index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor), accumulate);

        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            fixed (IndexPart* parts = TensorIndex.Parts(indices))
            {
                NativeError.Check(NativeReduce.ent_index_put_number_(Raw, parts, indices.Length, value));
                GC.KeepAlive(indices);
                return this;
            }
        }

        public Tensor index_select(long dim, Tensor index) => Of(NativeReduce.ent_index_select(Raw, dim, index.Raw), "index_select", this, index);

        public Tensor gather(long dim, Tensor index) => Of(NativeReduce.ent_gather(Raw, dim, index.Raw), "gather", this, index);

        public Tensor take(Tensor index) => Of(NativeReduce.ent_take(Raw, index.Raw), "take", this, index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Of(NativeReduce.ent_scatter(Raw, dim, index.Raw, src.Raw), "scatter", this, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Checked(NativeReduce.ent_scatter_(Raw, dim, index.Raw, src.Raw));

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Of(NativeReduce.ent_scatter_add(Raw, dim, index.Raw, src.Raw), "scatter_add", this, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Checked(NativeReduce.ent_scatter_add_(Raw, dim, index.Raw, src.Raw));

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Checked(NativeReduce.ent_index_add_(Raw, dim, index.Raw, source.Raw, alpha));

        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Checked(NativeReduce.ent_index_copy_(Raw, dim, index.Raw, source.Raw));

        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Checked(NativeReduce.ent_index_fill_(Raw, dim, index.Raw, value));

        public Tensor masked_fill(Tensor mask, Scalar value) => Of(NativeReduce.ent_masked_fill(Raw, mask.Raw, value), "masked_fill", this, mask);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Checked(NativeReduce.ent_masked_fill_(Raw, mask.Raw, value));
    }
}
