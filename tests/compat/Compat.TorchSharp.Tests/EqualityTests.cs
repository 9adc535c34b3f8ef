using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>What <c>==</c> and <c>Equals</c> say about tensors, and what type a number has.</summary>
public sealed class EqualityTests
{
    [Fact]
    public void Operators_TensorsAndNumbers_AnswerForEachElement()
    {
        using var scope = NewDisposeScope();
        var (left, right) = (tensor(new[] { 1, 2 }), tensor(new[] { 1, 3 }));

        Assert.Equal([true, false], (left == right).data<bool>().ToArray());
        Assert.Equal([false, true], (left != right).data<bool>().ToArray());
        Assert.Equal([false, true], (left == 2).data<bool>().ToArray());
        Assert.Equal([true, false], (2 != left).data<bool>().ToArray());
        Assert.Equal([2L, 3], (ones(2, 1) == ones(3)).shape);
    }

    [Fact]
    public void Equals_SameNumbers_IsTrueWhateverTheType()
    {
        using var scope = NewDisposeScope();
        var numbers = tensor(new[] { 1f, 2f });

        Assert.True(numbers.Equals(numbers.clone()));
        Assert.True(numbers.Equals(tensor(new[] { 1L, 2 })));
        Assert.False(numbers.Equals(numbers + 1));
        Assert.False(ones(2).Equals(ones(2, 1)));
        Assert.False(numbers.Equals("1, 2"));
        Assert.False(tensor(float.NaN).Equals(tensor(float.NaN)));
        Assert.Equal(1, new List<Tensor> { ones(1), ones(2) }.IndexOf(ones(2)));
    }

    [Fact]
    public void Equals_AfterDispose_IsInvalidOperation()
    {
        var gone = ones(1);
        gone.Dispose();

        Assert.Throws<InvalidOperationException>(() => gone.Equals(gone));
        Assert.Throws<InvalidOperationException>(gone.ToString);
    }

    [Fact]
    public void GetHashCode_EqualTensors_GoesByTheObject()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(2, new HashSet<Tensor> { ones(1), ones(1) }.Count);
    }

    [Fact]
    public void Scalar_OfAnyNumber_IsInt64Float64OrBool()
    {
        using var scope = NewDisposeScope();
        Scalar[] integers = [(byte)1, (sbyte)1, (short)1, 1, 1L, tensor((short)1).ToScalar()];
        Scalar[] reals = [1f, 1.0, tensor(1f).to(float16).ToScalar()];

        Assert.All(integers, number => Assert.Equal(int64, number.Type));
        Assert.All(reals, number => Assert.Equal(float64, number.Type));
        Assert.Equal(@bool, ((Scalar)true).Type);
        Assert.Equal(@bool, tensor(true).ToScalar().Type);
    }

    [Fact]
    public void Full_TruthValue_FillsWithIntegers()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(int64, full(2, true).dtype);
        Assert.Equal(@bool, full(2, true, dtype: @bool).dtype);
    }

    [Fact]
    public void Subtract_FromNumber_TurnsTheSignFirst()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([257f], (2f - ones(1, dtype: uint8)).data<float>().ToArray());
        Assert.Equal([0f], ((Scalar)true - ones(1)).data<float>().ToArray());
        Assert.Equal([1L], (2 - ones(1, dtype: int64)).data<long>().ToArray());
    }
}
