using System.Collections.Immutable;
using EdgeNas.Domain;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Estimation;
using EdgeNas.Onnx.Safetensors;

namespace EdgeNas.Learning.Tests.Estimation;

public sealed class EstimatorFileTests
{
    private static readonly byte[] Bytes = EstimatorFile.ToBytes(EstimatorExamples.RandomEstimator(LatencyScale.Logarithmic, 3, 8, 8).WithSpread(2.5), "tiny", "simulated");

    [Fact]
    public void Parse_WrittenEstimator_PredictsTheSameDigits()
    {
        var estimator = EstimatorExamples.RandomEstimator(LatencyScale.Logarithmic, 3, 8, 8).WithSpread(2.5);
        var read = EstimatorFile.Parse(Bytes, "a file");
        foreach (string code in new[] { "000000", "012301", "333333" })
        {
            Assert.Equal(estimator.Predict(new Architecture(code)), read.Predict(new Architecture(code)));
        }

        Assert.Equal(Bytes, EstimatorFile.ToBytes(read, "tiny", "simulated"));
    }

    [Fact]
    public void ToBytes_SpaceAndDevice_StandInTheMetadata()
    {
        var metadata = SafetensorsFile.Parse(Bytes, "a file").Metadata;
        Assert.Equal(("tiny", "simulated"), (metadata["space"], metadata["device"]));
    }

    [Theory]
    [InlineData("format", "other", "its format is 'other'")]
    [InlineData("scale", "7", "its scale is '7'")]
    [InlineData("mean", "NaN", "'mean' is 'NaN'")]
    [InlineData("alphabets", "4 4 4", "tensor 'linear.weight' has the shape [3, 24], expected [3, 12]")]
    [InlineData("alphabets", "4 x", "an alphabet is 'x'")]
    public void Parse_WrongMetadata_SaysWhatIsWrong(string key, string text, string said)
    {
        var error = Assert.Throws<EdgeNasException>(() => EstimatorFile.Parse(SafetensorsFile.Parse(Bytes, "a file").With(key, text).ToBytes(), "a file"));
        Assert.Contains(said, error.Message);
        Assert.StartsWith("a file is no latency estimator", error.Message);
    }

    [Theory]
    [InlineData("linear.weight", "it has no members")]
    [InlineData("layers.1.bias", "it has no float32 tensor 'layers.1.bias'")]
    [InlineData("layers.2.weight", "its layers don't lead to one number")]
    public void Parse_MissingTensor_SaysWhich(string name, string said)
    {
        var file = SafetensorsFile.Parse(Bytes, "a file");
        var without = file with { Tensors = file.Tensors.RemoveAll(tensor => tensor.Name == name) };
        var error = Assert.Throws<EdgeNasException>(() => EstimatorFile.Parse(without.ToBytes(), "a file"));
        Assert.Contains(said, error.Message);
    }

    [Fact]
    public void Parse_NotANumberAmongTheWeights_IsRefused()
    {
        var file = SafetensorsFile.Parse(Bytes, "a file");
        ImmutableArray<NamedTensor> tensors =
            [.. file.Tensors.Select(tensor => tensor.Name == "linear.weight" ? new FloatTensor(tensor.Name, tensor.Shape, Enumerable.Repeat(float.NaN, 72).ToArray()) : tensor)];
        var error = Assert.Throws<EdgeNasException>(() => EstimatorFile.Parse((file with { Tensors = tensors }).ToBytes(), "a file"));
        Assert.Contains("not finite", error.Message);
    }

    [Fact]
    public void Parse_CutOffBytes_IsRefused() => Assert.Throws<EdgeNasException>(() => EstimatorFile.Parse(Bytes.AsMemory(0, Bytes.Length / 2), "a file"));
}
