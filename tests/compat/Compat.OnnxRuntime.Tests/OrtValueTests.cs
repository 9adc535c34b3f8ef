using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Compat.OnnxRuntime.Tests;

public sealed class OrtValueTests
{
    [Fact]
    public void CreateTensorValueFromMemory_Array_SharesItsMemory()
    {
        long[] data = [1, 2, 3, 4, 5, 6];
        using var value = OrtValue.CreateTensorValueFromMemory(data, [3, 2]);
        value.GetTensorMutableDataAsSpan<long>()[5] = 60;

        var info = value.GetTensorTypeAndShape();
        Assert.True(value.IsTensor);
        Assert.Equal(TensorElementType.Int64, info.ElementDataType);
        Assert.Equal(6, info.ElementCount);
        Assert.Equal(2, info.DimensionsCount);
        Assert.Equal([3L, 2L], info.Shape);
        Assert.Equal(60, data[5]);
        Assert.Equal(48, value.GetTensorMutableRawData().Length);
    }

    [Fact]
    public void CreateTensorValueFromMemory_Slice_StartsThere()
    {
        using var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, new float[] { 1, 2, 3 }.AsMemory(1), [2]);
        Assert.Equal([2f, 3f], value.GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void CreateTensorValueFromMemory_ShapeOfOtherSize_SaysBoth()
    {
        var error = Assert.Throws<OnnxRuntimeException>(() => OrtValue.CreateTensorValueFromMemory(new float[5], [2, 3]));
        Assert.Contains("[2, 3] has 6 elements, but the memory has 5", error.Message);
    }

    [Fact]
    public void CreateAllocatedTensorValue_Scalar_HasOneElement()
    {
        using var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Double, []);
        value.GetTensorMutableDataAsSpan<double>()[0] = 2.5;
        Assert.Equal([2.5], value.GetTensorDataAsSpan<double>().ToArray());
    }

    [Fact]
    public void GetTensorDataAsSpan_OfOtherType_Throws()
    {
        using var value = OrtValue.CreateTensorValueFromMemory(new float[1], [1]);
        Assert.Throws<OnnxRuntimeException>(() => value.GetTensorDataAsSpan<int>().Length);
    }

    [Fact]
    public void GetTensorDataAsSpan_Disposed_Throws()
    {
        var value = OrtValue.CreateTensorValueFromMemory(new float[1], [1]);
        value.Dispose();
        value.Dispose();
        Assert.Throws<ObjectDisposedException>(() => value.GetTensorDataAsSpan<float>().Length);
    }
}
