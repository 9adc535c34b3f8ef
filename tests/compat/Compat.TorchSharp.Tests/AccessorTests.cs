using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Elements by position, and operators whose default or form of argument is the real package's own.</summary>
public sealed class AccessorTests
{
    [Fact]
    public void Item_OutOfRange_TellsNegativeFromTooLarge()
    {
        using var scope = NewDisposeScope();
        var numbers = ones(2, 2).data<float>();

        Assert.Throws<IndexOutOfRangeException>(() => numbers[4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => numbers[-1]);
        Assert.Throws<IndexOutOfRangeException>(() => numbers[0, 2]);
        Assert.Throws<IndexOutOfRangeException>(() => numbers[0, -1]);
        Assert.Throws<IndexOutOfRangeException>(() => numbers[2, 2] = 1);
    }

    [Fact]
    public void CopyTo_LessRoomThanElements_FillsTheRoom()
    {
        using var scope = NewDisposeScope();
        var numbers = arange(6).reshape(2, 3);
        long[] contiguous = new long[3], strided = new long[4], none = new long[1];

        numbers.data<long>().CopyTo(contiguous, 1);
        numbers.t().data<long>().CopyTo(strided, 1, 2);
        numbers.data<long>().CopyTo(none, 1);

        Assert.Equal([0L, 0, 1], contiguous);
        Assert.Equal([0L, 1, 4, 2], strided);
        Assert.Equal([0L], none);
    }

    [Fact]
    public void ToTensor_ArrayOrNumber_IsACopyOfItsType()
    {
        using var scope = NewDisposeScope();
        float[] numbers = [1, 2];
        var copied = numbers.ToTensor([2L]);
        numbers[0] = 9;

        Assert.Equal([1f, 2f], copied.data<float>().ToArray());
        Assert.Equal([uint8, int16, int32, int64, float32, float64], new[] { ((byte)1).ToTensor(), ((short)1).ToTensor(), 1.ToTensor(), 1L.ToTensor(), 1f.ToTensor(), 1.0.ToTensor() }.Select(made => made.dtype));
        Assert.Empty(3.ToTensor().shape);
        Assert.True(1f.ToTensor(requires_grad: true).requires_grad);
    }

    [Fact]
    public void Bytes_Set_ReplaceAllElements()
    {
        using var number = zeros(1);

        number.bytes = [0, 0, 128, 63];

        Assert.Equal(1f, number.item<float>());
        Assert.Throws<ArgumentException>(() => number.bytes = [0, 0]);
    }

    [Fact]
    public void T_ManyDimensions_ReversesThem()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([4L, 3, 2], ones(2, 3, 4).T.shape);
        Assert.Equal([3L], ones(3).T.shape);
        Assert.Empty(tensor(1f).T.shape);
    }

    [Fact]
    public void Cat_OneTensor_SharesItsMemory()
    {
        using var scope = NewDisposeScope();
        var one = ones(2);
        var joined = cat([one], 5);

        joined[0] = 7f;

        Assert.NotSame(one, joined);
        Assert.Equal([7f, 1f], one.data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => cat((Tensor[])null!));
    }

    [Fact]
    public void Index_Int32_IsTaken()
    {
        using var scope = NewDisposeScope();
        var numbers = arange(6).reshape(2, 3);

        Assert.Equal([3L, 4, 5, 0, 1, 2], numbers[tensor(new[] { 1, 0 })].data<long>().ToArray());
        Assert.Equal([2L, 3], numbers.gather(1, tensor(new[] { 2, 0 }, 2, 1)).data<long>().ToArray());
        numbers[tensor(new[] { 1 })] = zeros(1, 3, dtype: int64);
        Assert.Equal(3, numbers.sum().item<long>());
    }

    [Fact]
    public void Quantile_WithoutDimension_IsOverAllElements()
    {
        using var scope = NewDisposeScope();
        var numbers = tensor(new[] { 1f, 2, 3, 4, 5, 6 }, 2, 3);

        Assert.Equal(3.5f, numbers.quantile(tensor(0.5f)).item<float>());
        Assert.Equal(3.5f, nanquantile(numbers, tensor(0.5f)).item<float>());
        Assert.Equal([1L, 1], numbers.quantile(tensor(0.5f), keepdim: true).shape);
        Assert.Equal([2f, 5], numbers.quantile(tensor(0.5f), 1).data<float>().ToArray());
    }

    [Fact]
    public void Lerp_NumberOfOtherType_TakesTheTensors()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([0.75f, 0.75f], ones(2).lerp(zeros(2), 0.25).data<float>().ToArray());
        Assert.Equal([0.5f, 0.5f], ones(2).lerp_(zeros(2), tensor(0.5)).data<float>().ToArray());
    }
}
