using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Domain.Tests.Searches;

public sealed class GuidedRoundsTests
{
    private readonly SearchScript _search = SearchScript.Begin(spec => spec with
    {
        Supernet = spec.Supernet with { Sampler = SupernetSpec.Guided, GuidedFrom = 1 },
        Regularization = spec.Regularization with { Enabled = false },
    });

    [Fact]
    public void Plan_GuidedRound_WaitsForTheEstimatorAndHasItsLimit()
    {
        var first = _search.Job<TrainRoundJob>();
        Assert.Null(first.Guide);
        _search.Answer(first, _search.Result(first));

        Assert.All(_search.Plan.Jobs, job => Assert.IsType<ProfileJob>(job));
        _search.PlayUntil(search => search.State.Estimator is not null);
        var second = _search.Job<TrainRoundJob>();
        Assert.Equal(1, second.Round);
        Assert.Equal<LatencyBound>([new LatencyBound(_search.State.Estimator!.Value, 2)], second.Guide!.Bounds.AsEnumerable());
    }

    [Fact]
    public void Plan_EstimatorThereBefore_LeavesTheFirstRoundsUniform()
    {
        while (_search.State.Estimator is null)
        {
            var job = _search.Plan.Jobs.First(job => job is not TrainRoundJob);
            _search.Answer(job, _search.Result(job));
        }

        Assert.Equal((0, null), (_search.Job<TrainRoundJob>().Round, _search.Job<TrainRoundJob>().Guide));
    }

    [Fact]
    public void WholeSearch_Guided_Completes() => Assert.True(_search.PlayUntil(_ => false).State.Completed);

    [Fact]
    public void Plan_GuidedShards_AllHaveTheGuide()
    {
        var search = SearchScript.Begin(spec => spec with { Supernet = spec.Supernet with { Sampler = SupernetSpec.Guided, GuidedFrom = 0, Shards = 2 } })
            .PlayUntil(search => search.State.Estimator is not null);

        Assert.Equal([2, 2], search.Plan.Jobs.OfType<TrainShardJob>().Select(job => job.Guide!.Bounds[0].LimitMilliseconds));
    }
}
