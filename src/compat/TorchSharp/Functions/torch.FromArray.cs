using System.Runtime.InteropServices;

namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>A copy of an array's elements, with the array's dimensions.</summary>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        ArgumentNullException.ThrowIfNull(rawArray);
        long[] dimensions = new long[rawArray.Rank];
        for (int i = 0; i < dimensions.Length; i++) dimensions[i] = rawArray.GetLongLength(i);
        var type = Tensor.TypeOf(rawArray.GetType().GetElementType()!);
        int elementBytes = type.ElementSize();
        ref byte data = ref MemoryMarshal.GetArrayDataReference(rawArray);
        return FromBytes(MemoryMarshal.CreateReadOnlySpan(ref data, checked((int)(rawArray.LongLength * elementBytes))), type, dimensions, dtype, device, requires_grad, names);
    }

    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) => data.to(dtype ?? data.dtype, device ?? data.device);

    private static Tensor FromSpan<T>(
        ReadOnlySpan<T> elements, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged =>
        FromBytes(MemoryMarshal.AsBytes(elements), Tensor.TypeOf(typeof(T)), dimensions, dtype, device, requires_grad, names);

    private static Tensor FromList<T>(IList<T> elements, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged =>
        FromSpan<T>(elements as T[] ?? [.. elements], dimensions, dtype, device, requires_grad, names);

    private static Tensor FromBytes(
        ReadOnlySpan<byte> elements, ScalarType type, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        long count = 1;
        foreach (long size in dimensions) count *= size;
        if (count * type.ElementSize() != elements.Length)
            throw new ArgumentException($"{elements.Length / type.ElementSize()} elements don't fill a tensor of shape [{string.Join(", ", dimensions.ToArray())}]", nameof(dimensions));
        var made = Empty(dimensions, type, CPU, false, names);
        elements.CopyTo(new Span<byte>(made.Data(), elements.Length));
        var placed = made.to(dtype ?? type, device ?? CPU);
        if (!ReferenceEquals(placed, made)) made.Dispose();
        return requires_grad ? placed.requires_grad_() : placed;
    }
}
