using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One place of an index expression: integer, slice, ellipsis, new axis, boolean or index tensor.</summary>
    public readonly struct TensorIndex
    {
        private const long NewAxis = 0, EllipsisKind = 1, Integer = 2, Boolean = 3, SliceKind = 4, TensorKind = 5;

        private readonly long _kind;
        private readonly long _a;
        private readonly long _b;
        private readonly long _c;
        private readonly Tensor? _tensor;

        private TensorIndex(long kind, long a = IndexPart.LeftOut, long b = IndexPart.LeftOut, long c = IndexPart.LeftOut, Tensor? tensor = null)
        {
            _kind = kind;
            _a = a;
            _b = b;
            _c = c;
            _tensor = tensor;
        }

        public static TensorIndex Ellipsis => new(EllipsisKind);

        public static TensorIndex None => new(NewAxis);

        public static TensorIndex Null => new(NewAxis);

        public static TensorIndex Colon => Slice();

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <exception cref="InvalidOperationException">Always: an index is no tensor. It stands here so that indices are never taken for tensors.</exception>
        public static implicit operator Tensor(TensorIndex value) => throw new InvalidOperationException("an index does not become a tensor");

        public static TensorIndex Single(long? index) => index is { } value ? new(Integer, value) : Null;

        public static TensorIndex Bool(bool value) => new(Boolean, value ? 1 : 0);

        public static TensorIndex Tensor(Tensor tensor) => new(TensorKind, tensor: tensor);

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new(SliceKind, start ?? IndexPart.LeftOut, stop ?? IndexPart.LeftOut, step ?? IndexPart.LeftOut);

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        /// <summary><c>^n</c> counts from the end, as in C#; <c>^0</c> at the end is the end itself.</summary>
        public static TensorIndex Slice(Range range)
        {
            long start = range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value;
            long? stop = range.End.IsFromEnd ? range.End.Value == 0 ? null : -range.End.Value : range.End.Value;
            return Slice(start, stop);
        }

        internal static IndexPart[] Parts(TensorIndex[] indices)
        {
            var parts = new IndexPart[indices.Length];
            for (int i = 0; i < parts.Length; i++)
            {
                ref readonly var index = ref indices[i];
                parts[i] = new IndexPart { Kind = index._kind, A = index._a, B = index._b, C = index._c, Tensor = index._tensor?.Handle ?? 0 };
            }

            return parts;
        }
    }
}
