using EdgeNas.Domain;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.LatencyModels;
using EdgeNas.Learning.LatencyModels.Encoding;

namespace EdgeNas.Learning.Tests.LatencyModels;

public sealed class ModelTests
{
    private static readonly TrainingSet Small = CellExamples.Samples(40, 6);

    public static TheoryData<string> Kinds => [.. ModelKinds.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ModelFile_WrittenAndRead_PredictsTheSame(string kind)
    {
        var model = CalibratedModel.Fit(ModelKinds.Find(kind), Small, Stream);
        var read = ModelFile.Parse(new ModelFile(new EncodingChoice("nb201", "ops"), "ms", model).ToJson(), "a file");
        var others = CellExamples.Samples(20, 7).Set;

        Assert.Equal(("ms", kind), (read.Target, read.Model.Kind.Name));
        Assert.Equal(model.Predict(others).ToArray(), read.Model.Predict(others).ToArray());
    }

    [Theory]
    [InlineData("{}", "its format is ''")]
    [InlineData("nonsense", "no latency model")]
    public void ModelFile_Wrong_SaysWhatToDo(string json, string said)
    {
        var error = Assert.Throws<EdgeNasException>(() => ModelFile.Parse(json, "a file"));
        Assert.Contains(said, error.Message);
        Assert.Contains("Fit it again", error.Message);
    }

    [Fact]
    public void Comparison_CellsWithUnreadEdges_StructureWinsAndIntervalsCover()
    {
        var comparison = ModelComparison.Run(
            CellExamples.Samples(500, 8, noise: 0.02), new ComparisonPlan(80, 400, 1), [ModelKinds.Find("ensemble"), ModelKinds.Find("boosted-trees"), ModelKinds.Find("layer-table")], TimeProvider.System, _ => { });
        var best = comparison.Models.Single(model => model.Chosen);

        Assert.Equal("ensemble", best.Score.Model);
        Assert.All(comparison.Models.Where(model => !model.Chosen), other => Assert.True(other.Score.RmseMilliseconds > best.Score.RmseMilliseconds));
        Assert.All(comparison.Models, model => Assert.InRange(model.Coverage, 0.8, 0.98));
        Assert.Equal(400, comparison.HeldOut.Length);
    }

    [Fact]
    public void Draw_SameSeed_HoldsTheSameRowsOutWhateverIsTrainedOn()
    {
        var (heldOut, few) = ModelComparison.Draw(100, new ComparisonPlan(10, 20, 1), 5);
        var (same, many) = ModelComparison.Draw(100, new ComparisonPlan(60, 20, 1), 5);

        Assert.Equal(heldOut, same);
        Assert.Equal(few, many[..10]);
        Assert.Empty(heldOut.Intersect(many));
        Assert.Contains("lower --train to 80", Assert.Throws<EdgeNasException>(() => ModelComparison.Draw(100, new ComparisonPlan(81, 20, 1), 0)).Message);
    }

    [Theory]
    [InlineData("nb201:ops", "33333", "has 5 digits, but encoder nb201 expects 6")]
    [InlineData("nb201:ops", "353333", "digit 2 is '5', but encoder nb201 knows 5 choices")]
    [InlineData("onehot:ops", "3?", "'?' is no digit")]
    [InlineData("tree:ops", "33", "expected ENCODER:COLUMN")]
    public void Encoding_WrongCodeOrEncoder_SaysWhatIsWrong(string encode, string code, string said)
    {
        var error = Assert.Throws<EdgeNasException>(() => EncodedSet.Of(EncodingChoice.Parse(encode).For([new Architecture(code)]), [new Architecture(code)]));
        Assert.Contains(said, error.Message);
    }

    [Fact]
    public void Encode_ChainWithNeighbours_CountsChoicesAndPairs()
    {
        var set = EncodedSet.Of(new ChainEncoder([3, 3, 3]), [new Architecture("022")]);

        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0, 1, /* counts */ 1, 0, 2, /* pairs */ 0, 0, 1, 0, 0, 0, 0, 0, 1], set.Features(0).ToArray());
    }

    [Fact]
    public void Encode_CellWithUnreadEdge_CountsItOnlyInTheRawEncoding()
    {
        var encoder = new CellEncoder();
        var set = EncodedSet.Of(encoder, [new Architecture("300202")]);
        double[] Group(string name) => set.Features(0).Slice(encoder.Group(name).Start, encoder.Group(name).Count).ToArray();

        Assert.Equal(1, Group("one-hot")[3]);
        Assert.Equal([0, 2, 0, 0], Group("reaching/counts"));
        Assert.Equal([0, 1, 0, 0], Group("connected/counts"));
        Assert.Equal([0, 2, 1, 0], Group("counts"));
        Assert.Equal([0, 1, 1, 0], Group("fed/counts"));
    }

    private static SeedStream Stream(string purpose) => new(1, purpose);
}
