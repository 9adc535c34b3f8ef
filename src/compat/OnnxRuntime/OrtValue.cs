using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>
/// A tensor that goes into or comes out of a session. It must be disposed: the memory it stands for is native, or managed and pinned.
/// Spans over its data are valid until then.
/// </summary>
public unsafe class OrtValue : IDisposable
{
    private nint _handle;
    private MemoryHandle? _pinned;

    internal OrtValue(nint handle, MemoryHandle? pinned = null)
    {
        _handle = handle;
        _pinned = pinned;
        int type;
        NativeApiStatus.VerifySuccess(NativeMethods.GetValueType(handle, &type));
        OnnxType = (OnnxValueType)type;
    }

    ~OrtValue() => Dispose(false);

    public OnnxValueType OnnxType { get; }

    public bool IsTensor => OnnxType == OnnxValueType.ONNX_TYPE_TENSOR;

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    /// <summary>A tensor over an array, which stays pinned until the value is disposed; nothing is copied.</summary>
    public static OrtValue CreateTensorValueFromMemory<T>(T[] data, long[] shape)
        where T : unmanaged => CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, new Memory<T>(data), shape);

    /// <summary>A tensor over memory, which stays pinned until the value is disposed; nothing is copied.</summary>
    public static OrtValue CreateTensorValueFromMemory<T>(OrtMemoryInfo memoryInfo, Memory<T> memory, long[] shape)
        where T : unmanaged
    {
        var element = ElementTypes.Of(typeof(T));
        long needed = shape.Aggregate(1L, (product, dimension) => checked(product * dimension));
        if (needed != memory.Length)
        {
            throw new OnnxRuntimeException(
                ErrorCode.InvalidArgument, $"Shape [{string.Join(", ", shape)}] has {needed} elements, but the memory has {memory.Length}.");
        }

        var pinned = memory.Pin();
        try
        {
            nint value;
            fixed (long* dimensions = shape)
            {
                NativeApiStatus.VerifySuccess(NativeMethods.CreateTensorWithDataAsOrtValue(
                    memoryInfo.Handle, pinned.Pointer, (nuint)memory.Length * (nuint)sizeof(T), dimensions, (nuint)shape.Length, (int)element, &value));
            }

            return new OrtValue(value, pinned);
        }
        catch
        {
            pinned.Dispose();
            throw;
        }
    }

    /// <summary>A tensor in the library's own memory, not initialised.</summary>
    public static OrtValue CreateAllocatedTensorValue(OrtAllocator allocator, TensorElementType elementType, long[] shape)
    {
        nint value;
        fixed (long* dimensions = shape)
        {
            NativeApiStatus.VerifySuccess(NativeMethods.CreateTensorAsOrtValue(allocator.Handle, dimensions, (nuint)shape.Length, (int)elementType, &value));
        }

        return new OrtValue(value);
    }

    public OrtTensorTypeAndShapeInfo GetTensorTypeAndShape()
    {
        nint info;
        NativeApiStatus.VerifySuccess(NativeMethods.GetTensorTypeAndShape(Handle, &info));
        try
        {
            return new OrtTensorTypeAndShapeInfo(info);
        }
        finally
        {
            NativeMethods.ReleaseTensorTypeAndShapeInfo(info);
        }
    }

    /// <exception cref="OnnxRuntimeException">The elements are not <typeparamref name="T"/>.</exception>
    public ReadOnlySpan<T> GetTensorDataAsSpan<T>()
        where T : unmanaged => Data<T>();

    /// <exception cref="OnnxRuntimeException">The elements are not <typeparamref name="T"/>.</exception>
    public Span<T> GetTensorMutableDataAsSpan<T>()
        where T : unmanaged => Data<T>();

    public Span<byte> GetTensorMutableRawData()
    {
        var info = GetTensorTypeAndShape();
        return new Span<byte>(Pointer(), checked((int)(info.ElementCount * ElementTypes.Bytes(info.ElementDataType))));
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_handle == 0) return;
        NativeMethods.ReleaseValue(_handle);
        _handle = 0;
        _pinned?.Dispose();
        _pinned = null;
    }

    private Span<T> Data<T>()
        where T : unmanaged
    {
        var info = GetTensorTypeAndShape();
        if (info.ElementDataType != ElementTypes.Of(typeof(T)))
        {
            throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"Requested a span of {typeof(T).Name}, but the tensor's elements are {info.ElementDataType}.");
        }

        return MemoryMarshal.CreateSpan(ref *(T*)Pointer(), checked((int)info.ElementCount));
    }

    private void* Pointer()
    {
        void* data;
        NativeApiStatus.VerifySuccess(NativeMethods.GetTensorMutableData(Handle, &data));
        return data;
    }
}
