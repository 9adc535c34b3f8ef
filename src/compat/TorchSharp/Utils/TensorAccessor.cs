using System.Collections;

namespace TorchSharp.Utils;

/// <summary>
/// The elements of a CPU tensor, by position in logical (row-major) order whatever its strides. Valid while the tensor lives.
/// </summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly unsafe T* _data;
    private readonly bool _contiguous;
    private readonly long[] _shape;
    private readonly long[] _strides;

    internal unsafe TensorAccessor(torch.Tensor tensor)
    {
        _tensor = tensor;
        _data = (T*)tensor.Data();
        _contiguous = tensor.is_contiguous();
        _shape = tensor.shape;
        _strides = tensor.stride();
        Count = tensor.NumberOfElements;
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    /// <param name="indices">One position, or one index per dimension.</param>
    public unsafe T this[params long[] indices]
    {
        get => _data[Offset(indices)];
        set => _data[Offset(indices)] = value;
    }

    public unsafe T this[long index]
    {
        get => _data[Offset(index)];
        set => _data[Offset(index)] = value;
    }

    public static bool operator ==(TensorAccessor<T>? left, TensorAccessor<T>? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(TensorAccessor<T>? left, TensorAccessor<T>? right) => !(left == right);

    public T[] ToArray()
    {
        T[] array = new T[Count];
        CopyTo(array.AsSpan());
        return array;
    }

    /// <summary>An array with the tensor's dimensions.</summary>
    public Array ToNDArray()
    {
        if (_shape.Length == 0) return new[] { this[0] };
        Array array = Array.CreateInstance(typeof(T), _shape);
        T[] flat = ToArray();
        int[] position = new int[_shape.Length];
        for (long i = 0; i < Count; i++)
        {
            long rest = i;
            for (int dim = _shape.Length - 1; dim >= 0; dim--)
            {
                position[dim] = (int)(rest % _shape[dim]);
                rest /= _shape[dim];
            }

            array.SetValue(flat[i], position);
        }

        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>As many as there are from <paramref name="tensorIndex"/> on and fit from <paramref name="arrayIndex"/> on.</summary>
    public unsafe void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        int length = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        if (length <= 0) return;
        if (_contiguous)
        {
            new ReadOnlySpan<T>(_data + tensorIndex, length).CopyTo(array[arrayIndex..]);
            return;
        }

        for (int i = 0; i < length; i++) array[arrayIndex + i] = _data[Offset(tensorIndex + i)];
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom(array.AsSpan(), arrayIndex, tensorIndex);

    public unsafe void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        int length = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        if (_contiguous)
        {
            array.Slice(arrayIndex, length).CopyTo(new Span<T>(_data + tensorIndex, length));
            return;
        }

        for (int i = 0; i < length; i++) _data[Offset(tensorIndex + i)] = array[arrayIndex + i];
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether the elements are the same, in the same order.</summary>
    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && Count == other.Count && this.SequenceEqual(other);

    public override int GetHashCode() => HashCode.Combine(Count, Count > 0 ? this[0] : default);

    /// <summary>Frees nothing: the tensor owns the memory.</summary>
    public void Dispose() => GC.KeepAlive(_tensor);

    private long Offset(long[] indices)
    {
        if (indices.Length == 1 && _shape.Length != 1) return Offset(indices[0]);
        if (indices.Length != _shape.Length) throw new ArgumentException($"{indices.Length} indices for a tensor of {_shape.Length} dimensions", nameof(indices));
        long offset = 0;
        for (int dim = 0; dim < indices.Length; dim++)
        {
            if ((ulong)indices[dim] >= (ulong)_shape[dim]) throw new IndexOutOfRangeException($"index {indices[dim]} of a dimension of {_shape[dim]}");
            offset += indices[dim] * _strides[dim];
        }

        return offset;
    }

    private long Offset(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (index >= Count) throw new IndexOutOfRangeException($"element {index} of a tensor with {Count}");
        if (_contiguous) return index;
        long offset = 0;
        for (int dim = _shape.Length - 1; dim >= 0; dim--)
        {
            offset += index % _shape[dim] * _strides[dim];
            index /= _shape[dim];
        }

        return offset;
    }
}
