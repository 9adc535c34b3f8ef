namespace EdgeNas.Onnx.Tests;

public sealed class RandomWeightsTests
{
    [Fact]
    public void Get_InAnyOrder_GivesTheSame()
    {
        var first = new RandomWeights(5);
        float[] a = first.Get("a.conv.weight", [16, 8, 3, 3]).ToArray(), b = first.Get("b.conv.weight", [16, 8, 3, 3]).ToArray();
        var second = new RandomWeights(5);
        Assert.Equal(b, second.Get("b.conv.weight", [16, 8, 3, 3]).ToArray());
        Assert.Equal(a, second.Get("a.conv.weight", [16, 8, 3, 3]).ToArray());
        Assert.NotEqual(a, b);
    }

    [Fact]
    public void Get_Convolution_HasTheVarianceOfHe()
    {
        float[] values = new RandomWeights(1).Get("x.conv.weight", [64, 32, 3, 3]).ToArray();
        double variance = values.Average(v => (double)v * v);
        Assert.InRange(variance / (2.0 / (32 * 9)), 0.95, 1.05);
    }

    [Fact]
    public void Get_BatchNorm_IsTheIdentity()
    {
        var weights = new RandomWeights(1);
        Assert.All(weights.Get("x.bn.weight", [4]).ToArray(), v => Assert.Equal(1, v));
        Assert.All(weights.Get("x.bn.running_var", [4]).ToArray(), v => Assert.Equal(1, v));
        Assert.All(weights.Get("x.bn.running_mean", [4]).ToArray(), v => Assert.Equal(0, v));
        Assert.All(weights.Get("x.bn.bias", [4]).ToArray(), v => Assert.Equal(0, v));
    }
}
