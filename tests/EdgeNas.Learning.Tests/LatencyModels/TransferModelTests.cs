using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Sampling;
using EdgeNas.Learning.LatencyModels;
using EdgeNas.Learning.LatencyModels.Encoding;
using EdgeNas.Learning.LatencyModels.Transfer;

namespace EdgeNas.Learning.Tests.LatencyModels;

[Trait("Speed", "Slow")]
public sealed class TransferModelTests
{
    private static readonly TrainingSet Judges = CellExamples.Samples(300, 21, noise: 0);

    [Fact]
    public void Fit_BoardThatIsThreeTimesSlower_HelpsAndIsReadBackTheSame()
    {
        var few = Slower(CellExamples.Samples(14, 22));
        var model = CalibratedModel.Fit(new TransferModel(Source(CellExamples.Samples(300, 23))), few, Stream);
        var scratch = CalibratedModel.Fit(ModelKinds.Find("ensemble"), few, Stream);

        Assert.Contains("helps", TransferModel.Verdict(model));
        Assert.True(Error(model) < 0.5 * Error(scratch), $"with the other board {Error(model):0.000}, from scratch {Error(scratch):0.000}");
        var read = ModelFile.Parse(new ModelFile(new EncodingChoice("nb201", "ops"), "slow_ms", model).ToJson(), "a file").Model;
        Assert.Equal(model.Predict(Judges.Set).ToArray(), read.Predict(Judges.Set).ToArray());
    }

    [Fact]
    public void Fit_BoardThatHasNothingToDoWithIt_SaysThatItIsLeftOut()
    {
        var other = CellExamples.Samples(60, 24);
        var random = new SeedStream(25, "latencies");
        var model = CalibratedModel.Fit(new TransferModel(Source(other with { Milliseconds = [.. other.Milliseconds.Select(_ => 1 + random.NextDouble())] })), CellExamples.Samples(50, 26), Stream);

        Assert.Contains("doesn't help", TransferModel.Verdict(model));
    }

    private static ModelFile Source(TrainingSet data) => new(new EncodingChoice("nb201", "ops"), "ms", CalibratedModel.Fit(ModelKinds.Find("boosted-trees"), data, Stream));

    private static TrainingSet Slower(TrainingSet data) => data with { Milliseconds = [.. data.Milliseconds.Select(ms => 3 * ms)] };

    private static double Error(CalibratedModel model) =>
        EstimatorMetrics.Score("model", Slower(Judges).Milliseconds.AsSpan(), [.. model.Predict(Judges.Set).Select(prediction => prediction.Milliseconds)]).Mape;

    private static SeedStream Stream(string purpose) => new(1, purpose);
}
