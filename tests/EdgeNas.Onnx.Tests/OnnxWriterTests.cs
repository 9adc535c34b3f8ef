using EdgeNas.Domain;
using EdgeNas.Domain.Spaces;
using EdgeNas.Onnx.Schema;
using Microsoft.ML.OnnxRuntime;

namespace EdgeNas.Onnx.Tests;

public sealed class OnnxWriterTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Write_RandomSmallNetwork_ComputesItsDefinition(int number) => AssertComputes(TestSpaces.Random(TestSpaces.Small, number), images: 2, number);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Write_RandomMobileNetwork_ComputesItsDefinition(int number) => AssertComputes(TestSpaces.Random(TestSpaces.Mobile224, number), images: 1, number);

    [Fact]
    public void Write_OnlySkips_ComputesItsDefinition() =>
        AssertComputes(NetworkBuilder.Build(TestSpaces.Small, new Architecture("666666"), TestSpaces.Small.Input), images: 1, seed: 1);

    [Fact]
    public void Write_ThirtyTwoPixelsThreeChannels_ComputesItsDefinition() =>
        AssertComputes(NetworkBuilder.Build(TestSpaces.Small, new Architecture("012345"), new InputShape(3, 32, 10)), images: 1, seed: 1);

    [Fact]
    public void Write_MobileNetV2Width_ComputesItsDefinition() =>
        AssertComputes(NetworkBuilder.MobileNetV2(TestSpaces.Small, TestSpaces.Small.Input, 0.5), images: 1, seed: 1);

    [Fact]
    public void Write_FixedBatch_IsInTheModelsShapes()
    {
        var network = TestSpaces.Random(TestSpaces.Small, 1);
        using var session = new InferenceSession(OnnxWriter.Write(network, new RandomWeights(1), batch: 3));
        Assert.Equal([3, 1, 28, 28], session.InputMetadata[OnnxWriter.Input].Dimensions);
        Assert.Equal([3, 10], session.OutputMetadata[OnnxWriter.Output].Dimensions);
    }

    [Fact]
    public void Write_NoBatch_LeavesItOpen()
    {
        using var session = new InferenceSession(OnnxWriter.Write(TestSpaces.Random(TestSpaces.Small, 1), new RandomWeights(1)));
        Assert.Equal([-1, 1, 28, 28], session.InputMetadata[OnnxWriter.Input].Dimensions);
        Assert.Equal("batch", session.InputMetadata[OnnxWriter.Input].SymbolicDimensions[0]);
    }

    [Fact]
    public void Write_Twice_GivesEqualBytes()
    {
        var network = TestSpaces.Random(TestSpaces.Small, 2);
        Assert.Equal(OnnxWriter.Write(network, new RandomWeights(7)), OnnxWriter.Write(network, new RandomWeights(7)));
        Assert.NotEqual(OnnxWriter.Write(network, new RandomWeights(7)), OnnxWriter.Write(network, new RandomWeights(8)));
    }

    [Fact]
    public void Write_Metadata_SaysWhatTheModelIs()
    {
        var network = TestSpaces.Random(TestSpaces.Small, 2);
        var model = ModelProto.Parser.ParseFrom(OnnxWriter.Write(network, new RandomWeights(7), metadata: [new("space", "small-28")]));
        Assert.Equal("EdgeNas", model.ProducerName);
        Assert.Equal(8, model.IrVersion);
        Assert.Equal(17, Assert.Single(model.OpsetImport).Version);
        Assert.Equal(network.Name, model.Graph.Name);
        Assert.Equal([("network", network.Name), ("space", "small-28")], model.MetadataProps.Select(entry => (entry.Key, entry.Value)));
    }

    [Fact]
    public void Write_WrongWeightLength_NamesTheTensor()
    {
        var error = Assert.Throws<EdgeNasException>(() => OnnxWriter.Write(TestSpaces.Random(TestSpaces.Small, 1), new EmptyWeights()));
        Assert.Contains("'stem.conv.weight'", error.Message);
        Assert.Contains("[8, 1, 3, 3] needs 72", error.Message);
    }

    [PythonOnnxFact]
    public void Write_ForPythonsChecker_IsValid()
    {
        string[] models = [.. new[] { TestSpaces.Small, TestSpaces.Mobile224 }.Select((space, i) =>
        {
            string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
            File.WriteAllBytes(path, OnnxWriter.Write(TestSpaces.Random(space, i), new RandomWeights(1)));
            return path;
        })];
        try
        {
            var (exitCode, output) = PythonOnnx.Run("import onnx, sys\nfor p in sys.argv[1:]: onnx.checker.check_model(onnx.load(p), full_check=True)", models);
            Assert.True(exitCode == 0, output);
        }
        finally
        {
            Array.ForEach(models, File.Delete);
        }
    }

    private static void AssertComputes(Network network, int images, int seed)
    {
        var weights = new TrainedLikeWeights(seed);
        float[] input = TestSpaces.Images(network, images, seed);
        double[] expected = ReferenceNetwork.Evaluate(network, weights, input);

        using var session = new InferenceSession(OnnxWriter.Write(network, weights));
        using var run = new RunOptions();
        using var value = OrtValue.CreateTensorValueFromMemory(input, [images, network.Input.Channels, network.Input.Size, network.Input.Size]);
        using var outputs = session.Run(run, [OnnxWriter.Input], [value], [OnnxWriter.Output]);
        var actual = outputs[0].GetTensorDataAsSpan<float>().ToArray();

        Assert.Equal(images * network.Input.Classes, actual.Length);
        Assert.True(expected.Max() - expected.Min() > 0.1, "all logits are alike, so that this test would show nothing");
        double difference = expected.Zip(actual, (left, right) => Math.Abs(left - right)).Max();
        Assert.True(difference <= 1e-4, $"network {network.Name}: the logits differ by up to {difference:g3}, of {expected.Max(Math.Abs):g3}");
    }

    private sealed class EmptyWeights : IWeightSource
    {
        public ReadOnlyMemory<float> Get(string name, ReadOnlySpan<int> shape) => ReadOnlyMemory<float>.Empty;
    }
}
