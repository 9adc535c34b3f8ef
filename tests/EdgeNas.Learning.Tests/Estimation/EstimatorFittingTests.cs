using EdgeNas.Domain;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Estimation;

namespace EdgeNas.Learning.Tests.Estimation;

public sealed class EstimatorFittingTests
{
    [Fact]
    public void Fit_250Samples_LearnsWhatNoSumOverLayersCan()
    {
        var report = EstimatorExamples.Fit(EstimatorExamples.Data(250, 1), EstimatorExamples.Spec, 1).Report;
        Assert.Equal(["estimator", "mean", "multiply-adds", "per-layer sum"], report.Scores.Select(score => score.Model));
        Assert.Equal((200, 50), (report.TrainingSamples, report.HeldOut.Length));
        Assert.True(report.Estimator.Spearman > 0.98, string.Join("\n", report.Scores));
        Assert.True(report.Estimator.Mape < 0.8 * report.Scores[3].Mape, string.Join("\n", report.Scores));
        Assert.True(report.Scores[3].Mape < report.Scores[1].Mape);
    }

    [Fact]
    public void Fit_Report_IsOnTheSameHeldOutSamplesForEveryModel()
    {
        var data = EstimatorExamples.Data(60, 2);
        var report = EstimatorExamples.Fit(data, EstimatorExamples.QuickSpec, 1).Report;
        double[] measured = [.. report.HeldOut.Select(sample => sample.MeasuredMilliseconds)], predicted = [.. report.HeldOut.Select(sample => sample.PredictedMilliseconds)];
        Assert.Equal(EstimatorMetrics.Score("estimator", measured, predicted), report.Estimator);
        double mean = data.Samples.Where(sample => report.HeldOut.All(held => held.Architecture != sample.Architecture)).Average(sample => sample.Milliseconds);
        Assert.Equal(EstimatorMetrics.Score("mean", measured, [.. measured.Select(_ => mean)]).RmseMilliseconds, report.Scores[1].RmseMilliseconds, 1e-9);
        Assert.All(report.HeldOut, held => Assert.Contains(data.Samples, sample => (sample.Architecture, sample.Milliseconds) == (held.Architecture, held.MeasuredMilliseconds)));
    }

    [Fact]
    public void Fit_SameSeed_GivesTheSameBytes()
    {
        byte[] Fit(long seed) => EstimatorFile.ToBytes(EstimatorExamples.Fit(EstimatorExamples.Data(40, 3), EstimatorExamples.QuickSpec, seed).Estimator, "tiny", "simulated");
        byte[] first = Fit(1);
        Assert.Equal(first, Fit(1));
        Assert.NotEqual(first, Fit(2));
    }

    [Fact]
    public void Fit_FewestSamples_StillFits()
    {
        var fitted = EstimatorExamples.Fit(EstimatorExamples.Data(EstimatorFitting.LeastSamples, 4), EstimatorExamples.QuickSpec, 1);
        Assert.True(double.IsFinite(fitted.Estimator.Predict(new Architecture("012301")).Milliseconds));
    }

    [Fact]
    public void Fit_WrongInput_SaysWhatIsWrong()
    {
        void Refused(EstimatorData data, EstimatorSpec spec, string said) =>
            Assert.Contains(said, Assert.Throws<EdgeNasException>(() => EstimatorExamples.Fit(data, spec, 1)).Message);
        var (data, spec) = (EstimatorExamples.Data(20, 5), EstimatorExamples.QuickSpec);
        Refused(EstimatorExamples.Data(3, 5), spec, "has 3 measurements, but needs at least 4");
        Refused(data with { Samples = data.Samples.SetItem(7, data.Samples[7] with { Milliseconds = 0 }) }, spec, "is said to take 0 ms");
        Refused(data, spec with { Hidden = [], Epochs = 0 }, "estimator.hidden needs at least one width of at least 1; estimator.epochs = 0");
        Refused(data, spec with { LearningRate = 1e30 }, "diverged: lower estimator.learning-rate");
    }

    [Fact]
    public void Fit_Deviations_MatchTheErrorsOnNewSamples()
    {
        var data = EstimatorExamples.Data(60, 7);
        var fresh = EstimatorExamples.Data(300, 8).Samples;
        var estimator = EstimatorExamples.Fit(data, EstimatorExamples.QuickSpec, 1).Estimator;
        double errors = fresh.Sum(sample => Math.Pow(estimator.Predict(sample.Architecture).Milliseconds - sample.Milliseconds, 2));
        double deviations = fresh.Sum(sample => Math.Pow(estimator.Predict(sample.Architecture).Deviation, 2));
        Assert.InRange(Math.Sqrt(errors / deviations), 0.5, 2);
    }

    [Fact]
    public void Fit_Cancelled_StopsAtAnEpoch()
    {
        int epochs = 0;
        Assert.Throws<OperationCanceledException>(() => EstimatorFitting.Fit(
            EstimatorExamples.Data(20, 5), EstimatorExamples.QuickSpec, 1, "estimator/0", () => ++epochs < 3 ? new MemoryStream() : throw new OperationCanceledException(), _ => { }));
        Assert.Equal(3, epochs);
    }

    [Fact]
    public void Choose_UncertainArchitectures_AreNewDifferentAndMoreUncertainThanMost()
    {
        var data = EstimatorExamples.Data(60, 6);
        var estimator = EstimatorExamples.Fit(data, EstimatorExamples.QuickSpec, 1).Estimator;
        var measured = data.Samples.Select(sample => sample.Architecture).ToHashSet();
        var active = EstimatorExamples.Space.AllChoices();
        var chosen = UncertainArchitectures.Choose(estimator, active, measured, 12, new SeedStream(1, "uncertain"));

        Assert.Equal(12, chosen.Distinct().Count());
        Assert.Empty(chosen.Intersect(measured));
        Assert.Equal(chosen.AsEnumerable(), UncertainArchitectures.Choose(estimator, active, measured, 12, new SeedStream(1, "uncertain")));
        double Uncertainty(Architecture architecture) => estimator.Predict(architecture) is var p ? p.Deviation / p.Milliseconds : 0;
        Assert.Equal(chosen.OrderByDescending(Uncertainty), chosen.AsEnumerable());
        var random = ArchitectureSampling.Distinct(active, 200, new SeedStream(2, "others"), measured);
        Assert.True(chosen.Average(Uncertainty) > 1.5 * random.Average(Uncertainty));
        int nearest = chosen.SelectMany(a => chosen.Where(b => b != a).Select(b => Enumerable.Range(0, 6).Count(i => a[i] != b[i]))).Min();
        Assert.True(nearest >= 2);
    }

    [Fact]
    public void Choose_SpaceUsedUp_GivesWhatIsLeft()
    {
        var estimator = EstimatorExamples.RandomEstimator(LatencyScale.Logarithmic, 2, 4);
        var active = new ActiveChoices([[0, 1], [0, 1], [0], [0], [0], [0]]);
        var chosen = UncertainArchitectures.Choose(estimator, active, [new Architecture("000000")], 9, new SeedStream(1, "uncertain"));
        Assert.Equal(["010000", "100000", "110000"], chosen.Select(architecture => architecture.Code).Order());
    }
}
