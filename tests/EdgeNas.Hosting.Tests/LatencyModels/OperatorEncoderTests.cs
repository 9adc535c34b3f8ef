using System.Collections.Immutable;
using EdgeNas.Devices.Simulated;
using EdgeNas.Domain;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Estimation;
using EdgeNas.Learning.LatencyModels;
using EdgeNas.Learning.LatencyModels.Encoding;
using EdgeNas.Learning.LatencyModels.Gaussian;

namespace EdgeNas.Hosting.Tests.LatencyModels;

/// <summary>Latencies of the simulated device's formula on several image sizes.</summary>
public sealed class OperatorEncoderTests
{
    private static readonly ImmutableArray<LayerChoice> Choices = [LayerChoice.MbConv(3, 3), LayerChoice.MbConv(3, 6), LayerChoice.MbConv(5, 3), LayerChoice.MbConv(7, 6), LayerChoice.Skip];

    private static readonly SearchSpace Space = new(
        "chain", new InputShape(1, 28, 10), [20, 24, 28, 32, 40], 16, 1,
        [
            new SpaceLayer(16, 16, 2, [LayerChoice.MbConv(3, 1)]),
            new SpaceLayer(16, 24, 2, Choices),
            new SpaceLayer(24, 24, 1, Choices),
            new SpaceLayer(24, 32, 1, Choices),
            new SpaceLayer(32, 32, 1, Choices),
            new SpaceLayer(32, 64, 2, Choices),
            new SpaceLayer(64, 64, 1, Choices),
        ],
        320, 0, 0);

    private static readonly ILatencyModel Kind = GaussianProcessModel.Robust("totals", LatencyScale.Plain);

    [Fact]
    public void Fit_SeveralSizes_OneModelCoversThemAll()
    {
        var judges = Samples(150, 2, [0, 1, 2, 3, 4]);
        double operators = Error(Fit(Samples(60, 1, [0, 1, 2, 3, 4])), judges);

        Assert.True(operators < 0.01, $"{operators:0.0000}");
    }

    [Fact]
    public void Predict_SizeThatWasNeverMeasured_IsClose()
    {
        var model = Fit(Samples(80, 3, [0, 1, 3, 4]));
        double error = Error(model, Samples(150, 4, [2]));

        Assert.True(error < 0.02, $"{error:0.0000}");
    }

    [Fact]
    public void Fit_FewOfOneDeviceBesideManyOfAnother_IsCloserThanFromTheFewAlone()
    {
        var known = Samples(80, 7, [0, 2, 4], device: 0);
        var few = Samples(8, 8, [0, 2, 4], device: 1);
        var both = new TrainingSet(EncodedSet.Of(few.Set.Encoder, [.. known.Set.Architectures, .. few.Set.Architectures]), [.. known.Milliseconds, .. few.Milliseconds]);
        var judges = Samples(150, 9, [0, 1, 2, 3, 4], device: 1);
        var kind = GaussianProcessModel.Robust("logarithms", LatencyScale.Logarithmic);
        double together = Error(CalibratedModel.Fit(kind, both, Stream), judges), alone = Error(CalibratedModel.Fit(kind, few, Stream), judges);

        Assert.True(together < 0.7 * alone, $"{together:0.0000} against {alone:0.0000}");
        Assert.True(Error(CalibratedModel.Fit(kind, both, Stream), Samples(100, 10, [0, 1, 2, 3, 4], device: 0)) < 0.02);
    }

    [Fact]
    public void On_SeveralDevices_HasTheDeviceAsADigit()
    {
        var choice = (EncodingChoice.Parse("operators:code") with { Space = Space }).Covering(["pi_ms", "tx2_ms"]);

        Assert.Equal(new Architecture("01234031"), choice.On(choice.Read("012340@32"), "tx2_ms"));
        Assert.Contains("the model covers pi_ms, tx2_ms", Assert.Throws<EdgeNasException>(() => choice.On(choice.Read("012340"), "nano_ms")).Message);
        Assert.Contains("--encode operators", Assert.Throws<EdgeNasException>(() => EncodingChoice.Parse("onehot:code").Covering(["pi_ms", "tx2_ms"])).Message);
    }

    [Fact]
    public void ModelFile_SeveralDevices_KnowsThemWhenRead()
    {
        var choice = (EncodingChoice.Parse("operators:code") with { Space = Space }).Covering(["pi_ms", "tx2_ms"]);
        var data = Samples(40, 11, [1], device: 1);
        var model = CalibratedModel.Fit(ModelKinds.Find("layer-table"), data, Stream);
        var read = ModelFile.Parse(new ModelFile(choice, "pi_ms,tx2_ms", model).ToJson(), "a file");

        Assert.Equal("pi_ms tx2_ms", string.Join(" ", read.Encoding.Devices));
        Assert.Equal(model.Predict(data.Set).ToArray(), read.Model.Predict(data.Set).ToArray());
    }

    [Theory]
    [InlineData("012340", "0123402")]
    [InlineData("012340@32", "0123403")]
    public void Read_CodeWithASize_HasItAsADigit(string text, string code) =>
        Assert.Equal(new Architecture(code), (EncodingChoice.Parse("operators:code") with { Space = Space }).Read(text));

    [Fact]
    public void Read_SizeThatTheSpaceIsNotFor_SaysWhichItIsFor()
    {
        var choice = EncodingChoice.Parse("operators:code") with { Space = Space };
        Assert.Contains("20, 24, 28, 32, 40", Assert.Throws<EdgeNasException>(() => choice.Read("012340@30")).Message);
        Assert.Contains("--space", Assert.Throws<EdgeNasException>(() => EncodingChoice.Parse("operators:code").Read("012340")).Message);
    }

    [Fact]
    public void ModelFile_WrittenAndRead_PredictsTheSame()
    {
        var model = Fit(Samples(40, 5, [1, 2]));
        var choice = EncodingChoice.Parse("operators:code") with { Space = Space };
        var read = ModelFile.Parse(new ModelFile(choice, "ms", CalibratedModel.Fit(ModelKinds.Find("boosted-trees"), model.Data, Stream)).ToJson(), "a file");
        var others = Samples(10, 6, [2, 3]).Set;

        Assert.Equal(Space.ImageSizes.AsEnumerable(), read.Encoding.Space!.ImageSizes);
        Assert.Equal(CalibratedModel.Fit(ModelKinds.Find("boosted-trees"), model.Data, Stream).Predict(others).ToArray(), read.Model.Predict(others).ToArray());
    }

    private static CalibratedModel Fit(TrainingSet data) => CalibratedModel.Fit(Kind, data, Stream);

    private static double Error(CalibratedModel model, TrainingSet judges) =>
        EstimatorMetrics.Score("model", judges.Milliseconds.AsSpan(), [.. model.Predict(judges.Set).Select(prediction => prediction.Milliseconds)]).Mape;

    /// <param name="device">-1: a model of one device; 0 or 1: of two, of which the second has slow memory and quick arithmetic.</param>
    private static TrainingSet Samples(int count, long seed, int[] sizes, int device = -1)
    {
        var random = new SeedStream(seed, "samples");
        var all = Space.AllChoices();
        var formula = device == 1 ? LatencyFormula.Default with { MultiplyAddsPerNanosecond = 40, BytesPerNanosecond = 2, OperatorNanoseconds = 9_000 } : LatencyFormula.Default;
        ImmutableArray<(Architecture Architecture, int Size)> drawn = [.. Enumerable.Range(0, count).Select(i => (ArchitectureSampling.Uniform(all, random), sizes[i % sizes.Length]))];
        var encoder = new OperatorEncoder(Space, device < 0 ? 1 : 2);
        var set = EncodedSet.Of(encoder, [.. drawn.Select(one => new Architecture($"{one.Architecture.Code}{one.Size}{(device < 0 ? "" : device)}"))]);
        return new TrainingSet(set, [.. drawn.Select(one => formula.Milliseconds(NetworkBuilder.Build(Space, one.Architecture, Space.Input with { Size = Space.ImageSizes[one.Size] }), 1, 1))]);
    }

    private static SeedStream Stream(string purpose) => new(1, purpose);
}
