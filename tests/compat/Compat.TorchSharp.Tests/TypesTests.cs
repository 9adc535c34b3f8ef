using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class TypesTests
{
    [Fact]
    public void Size_OfDimensions_CountsAndSlices()
    {
        var size = new Size(new long[] { 2, 3, 4 });

        Assert.Equal((3, 24L, 4L), (size.Length, size.numel(), size[2]));
        Assert.Equal([3L, 4], size.Slice(1, 3).Shape);
        Assert.Equal([2L, 3], size.Slice(0, -1).Shape);
        Assert.Equal([3L, 4], size.Slice(-2, 3).Shape);
        Assert.True(size.Slice(0, 0).IsEmpty);
        Assert.Equal([2L, 3, 4, 5], (size + new long[] { 5 }).Shape);
        Assert.Equal([2L, 3], size.Take(2));
        Assert.False(size == new Size(new long[] { 2, 3 }));
    }

    [Fact]
    public void Randint_Size_IsANumberOrSeveral()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([7], randint(10, 7, float64).shape);
        Assert.Equal([2, 3], randint(10, (2, 3)).shape);
        Assert.Equal([4], randint(low: 1, high: 3, size: 4, dtype: @long).shape);
        Assert.All(ones(50).randint_like(5, 8).data<float>(), number => Assert.InRange(number, 5, 7));
    }

    [Fact]
    public void Types_OfTwoTensors_MakeOne()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(float32, result_type(ones(2), tensor(1.5)));
        Assert.Equal(float16, promote_types(int32, float16));
        Assert.False(can_cast(float32, int32));
        Assert.True(can_cast(int32, float16));
        Assert.Equal(127, max_int_value(int8));
        Assert.True(is_nonzero(tensor(3)));
        Assert.Throws<InvalidOperationException>(() => is_nonzero(ones(2)));
    }

    [Fact]
    public void Finfo_RealTypes_GivesTheirLimits()
    {
        Assert.Equal((32, Math.Pow(2, -23), (double)float.MaxValue, Math.Pow(2, -126)), (finfo().bits, finfo().eps, finfo().max, finfo().tiny));
        Assert.Equal((16, 65504.0, -65504.0, Math.Pow(2, -14)), (finfo(float16).bits, finfo(float16).max, finfo(float16).min, finfo(float16).smallest_normal));
        Assert.Equal((Math.Pow(2, -7), 0.01), (finfo(bfloat16).eps, finfo(bfloat16).resolution));
        Assert.Throws<ArgumentException>(() => finfo(int32));
    }

    [Fact]
    public void RandomFills_OfAGenerator_ChangeTheTensor()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(17);
        var t = empty(100);

        Assert.Same(t, t.cauchy_(generator: generator));
        Assert.Same(t, t.log_normal_(generator: generator));
        Assert.All(t.data<float>(), number => Assert.True(number > 0));
        Assert.Same(t, t.geometric_(0.5, generator));
        Assert.All(t.data<float>(), number => Assert.True(number >= 1));
        Assert.Equal([1f, 0], zeros(2).bernoulli_(tensor(new[] { 1f, 0 }), generator).data<float>().ToArray());
        Assert.InRange(poisson(full(1000, 4f), generator).mean().item<float>(), 3, 5);
        Assert.Equal([2, 3], normal(1.0, 2.0, [2, 3]).shape);
        Assert.Equal([3f, 4], normal(tensor(new[] { 3f, 4 }), zeros(2)).data<float>().ToArray());
        Assert.InRange(randint_int(5, 15, generator), 5, 14);
        Assert.InRange(rand_float(generator), 0, 1);
    }

    [Fact]
    public void RandomNumbers_SameSeed_AreTheSame()
    {
        static (int, long, double, double, bool) Draw()
        {
            using var generator = new Generator(3);
            return (randint_int(100, generator), randint_long(5, 1000, generator), rand_float(generator), Math.Round(randn_float(generator), 6), randint_bool(generator));
        }

        Assert.Equal(Draw(), Draw());
    }
}
