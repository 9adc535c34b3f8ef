using System.Collections.Immutable;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Learning.Estimation;

namespace EdgeNas.Learning.Tests.Estimation;

public sealed class EstimatorHandlerTests
{
    private readonly MemoryArtifacts _store = new();
    private readonly List<JobProgress> _progress = [];

    [Fact]
    public void Handle_FitJob_StoresTheModelAndNamesWhatToMeasure()
    {
        var data = EstimatorExamples.Data(40, 1);
        var job = new FitEstimatorJob("fit/0", 0, data.Samples, 5);
        var fit = Fit(job);

        Assert.Equal("estimator", fit.Report.Estimator.Model);
        Assert.Equal(5, fit.MostUncertain.Length);
        Assert.Empty(fit.MostUncertain.Intersect(data.Samples.Select(sample => sample.Architecture)));
        Assert.Equal(24, EstimatorFile.Parse(_store.Get(fit.Model), "test").Encoding.Width);
        Assert.Equal(1, _progress[^1].Fraction);
        Assert.Equal(_progress.OrderBy(progress => progress.Fraction), _progress);
        var again = Fit(job);
        Assert.Equal(fit.Model, again.Model);
        Assert.Equal(fit.MostUncertain.AsEnumerable(), again.MostUncertain);
        Assert.Equal(fit.Report.HeldOut.AsEnumerable(), again.Report.HeldOut);
    }

    [Theory]
    [InlineData("evolution")]
    [InlineData("random")]
    public void Handle_ProposeJob_PricesByTheStoredEstimatorAndKeepsTheLimit(string strategy)
    {
        var fit = Fit(new FitEstimatorJob("fit/0", 0, EstimatorExamples.Data(40, 1).Samples, 0));
        var estimator = EstimatorFile.Parse(_store.Get(fit.Model), "test");
        const double Limit = 2.5;
        var active = EstimatorExamples.Space.AllChoices().Without(2, 1);
        var first = Propose(new ProposeJob("propose/0", strategy, 0, 12, fit.Model, Limit, active, []));
        var scored = first.Select((candidate, i) => new ScoredCandidate(candidate.Architecture, candidate.PredictedMilliseconds, i / 100.0));
        var second = Propose(new ProposeJob("propose/1", strategy, 1, 12, fit.Model, Limit, active, [.. scored]));

        Assert.Equal((12, 12), (first.Length, second.Length));
        Assert.Equal(24, first.Concat(second).Select(candidate => candidate.Architecture).Distinct().Count());
        Assert.All(first.Concat(second), candidate => Assert.Equal(estimator.Predict(candidate.Architecture).Milliseconds, candidate.PredictedMilliseconds));
        Assert.All(first.Concat(second), candidate => Assert.True(candidate.PredictedMilliseconds <= Limit && active.Contains(candidate.Architecture)));
    }

    [Fact]
    public void Handle_CancelledJobs_Stop()
    {
        using var cancelled = new CancellationTokenSource();
        var fit = Fit(new FitEstimatorJob("fit/0", 0, EstimatorExamples.Data(20, 1).Samples, 0));
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => new FitEstimatorHandler().Handle(new FitEstimatorJob("fit/0", 0, EstimatorExamples.Data(20, 1).Samples, 0), Environment(), cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => new ProposeHandler().Handle(
            new ProposeJob("propose/0", "random", 0, 3, fit.Model, 2, EstimatorExamples.Space.AllChoices(), []), Environment(), cancelled.Token));
    }

    [Fact]
    public void CanHandle_OtherJobs_IsFalse()
    {
        var other = new TrainRoundJob("round/0", 0, null, EstimatorExamples.Space.AllChoices());
        Assert.False(new FitEstimatorHandler().CanHandle(other));
        Assert.False(new ProposeHandler().CanHandle(other));
    }

    private EstimatorFit Fit(FitEstimatorJob job) => Assert.IsType<EstimatorFit>(new FitEstimatorHandler().Handle(job, Environment(), CancellationToken.None));

    private ImmutableArray<Candidate> Propose(ProposeJob job) =>
        Assert.IsType<Proposed>(new ProposeHandler().Handle(job, Environment(), CancellationToken.None)).Candidates;

    private JobEnvironment Environment()
    {
        _progress.Clear();
        return new JobEnvironment(
            new SearchContext(new SearchId("test"), EstimatorExamples.Search, EstimatorExamples.Space.Input), _store, new MachineGate(), _progress.Add);
    }
}
