using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>A tensor over an array's own elements, with the array's dimensions: it keeps the array, and each sees what is written to the other. Another type or device makes a copy.</summary>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        ArgumentNullException.ThrowIfNull(rawArray);
        long[] dimensions = new long[rawArray.Rank];
        for (int i = 0; i < dimensions.Length; i++) dimensions[i] = rawArray.GetLongLength(i);
        var element = rawArray.GetType().GetElementType()!;
        var type = Tensor.KnownType(element) ?? throw new NotSupportedException($"an array of {element.Name} makes no tensor");
        var shared = Shared(rawArray, dimensions, type);
        var placed = Placed(shared, dtype ?? type, device ?? CPU);
        if (names is not null) placed.rename_(names);
        return requires_grad ? placed.requires_grad_() : placed;
    }

    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) => data.to(dtype ?? data.dtype, device ?? data.device);

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    /// <summary>Pins the array for as long as a tensor uses its memory.</summary>
    private static Tensor Shared(Array array, long[] dimensions, ScalarType type)
    {
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        try
        {
            fixed (long* sizes = dimensions)
            {
                void* data = System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
                return Tensor.Of(NativeTensor.ent_from_blob(data, sizes, dimensions.Length, (int)type, &Unpin, GCHandle.ToIntPtr(pin)));
            }
        }
        catch
        {
            pin.Free();
            throw;
        }
    }

    [UnmanagedCallersOnly]
    private static void Unpin(nint pin) => GCHandle.FromIntPtr(pin).Free();

    /// <summary>The tensor itself where it already is as wanted, else a converted one in its place.</summary>
    private static Tensor Placed(Tensor made, ScalarType type, Device device) =>
        made.dtype == type && device.type == DeviceType.CPU ? made : made.to(type, device, disposeAfter: true);

    private static Tensor FromSpan<T>(
        ReadOnlySpan<T> elements, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged =>
        FromBytes(MemoryMarshal.AsBytes(elements), Tensor.TypeOf(typeof(T)), dimensions, dtype, device, requires_grad, names);

    private static Tensor FromList<T>(IList<T> elements, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged =>
        FromSpan<T>(elements as T[] ?? [.. elements], dimensions, dtype, device, requires_grad, names);

    internal static Tensor FromBytes(
        ReadOnlySpan<byte> elements, ScalarType type, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        long count = 1;
        foreach (long size in dimensions) count *= size;

        // Negative sizes are for libtorch to refuse.
        if (!dimensions.ContainsAnyInRange(long.MinValue, -1) && count * type.ElementSize() > elements.Length)
            throw new ArgumentException($"{elements.Length / type.ElementSize()} elements don't fill a tensor of shape [{string.Join(", ", dimensions.ToArray())}]", nameof(dimensions));
        var made = Empty(dimensions, type, CPU, false, null);
        if (count * type.ElementSize() < elements.Length) elements = elements[..(int)(count * type.ElementSize())];
        elements.CopyTo(new Span<byte>(made.Data(), elements.Length));
        var placed = Placed(made, dtype ?? type, device ?? s_defaultDevice);
        if (names is not null) placed.rename_(names);
        return requires_grad ? placed.requires_grad_() : placed;
    }
}
