using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Domain.Tests.Searches;

public sealed class ShardedRoundsTests
{
    private const int Shards = 3;

    private readonly SearchScript _search = SearchScript.Begin(spec => spec with { Supernet = spec.Supernet with { Shards = Shards } });

    private TrainShardJob[] Planned => [.. _search.Plan.Jobs.OfType<TrainShardJob>()];

    [Fact]
    public void Plan_NewRound_HasAllShardsSideBySideFromTheSameCheckpoint()
    {
        Assert.Equal([0, 1, 2], Planned.Select(job => job.Shard));
        Assert.All(Planned, job => Assert.Equal((0, null), (job.Round, job.Checkpoint)));

        FinishRound();

        Assert.Equal([0, 1, 2], Planned.Select(job => job.Shard));
        Assert.All(Planned, job => Assert.Equal((1, _search.State.Checkpoint), (job.Round, job.Checkpoint)));
    }

    [Fact]
    public void Plan_ShardsInAnyOrder_MergesThemInTheirOwn()
    {
        foreach (int shard in new[] { 2, 0, 1 }) Answer(shard);

        var merge = _search.Job<MergeShardsJob>();
        Assert.Equal(Enumerable.Range(0, Shards).Select(shard => Checkpoint(shard)), merge.Shards);
        Assert.Empty(Planned);
        _search.Answer(merge, _search.Result(merge));
        Assert.Equal((1, (1 + (1 / 2.0) + (1 / 3.0)) / 3), (_search.State.Rounds.Count, _search.State.Rounds[0].Loss));
        Assert.Empty(_search.State.Shards);
    }

    [Fact]
    public void OnResult_ShardAnsweredTwice_CountsOnce()
    {
        var job = Planned[1];
        Assert.Single(_search.Answer(job, _search.Result(job)));

        Assert.Empty(_search.Answer(job, new ShardTrained(SearchScript.Artifact("another"), 9)));
        Assert.Equal([0, 2], Planned.Select(left => left.Shard));
    }

    [Fact]
    public void Replay_Halfway_PlansTheShardsThatAreLeft()
    {
        Answer(1);

        var replayed = SearchReplay.Replay(_search.Events);

        Assert.Equal(_search.Plan.Jobs.Select(job => job.Id), SearchPlan.Of(replayed).Jobs.Select(job => job.Id));
    }

    [Fact]
    public void WholeSearch_WithShards_Completes() => Assert.True(_search.PlayUntil(_ => false).State.Completed);

    private static Artifacts.ArtifactId Checkpoint(int shard) => SearchScript.Artifact($"round/0/shard/{shard} after ");

    private void Answer(int shard)
    {
        var job = Planned.Single(planned => planned.Shard == shard);
        _search.Answer(job, _search.Result(job));
    }

    private void FinishRound()
    {
        for (int shard = 0; shard < Shards; shard++) Answer(shard);
        var merge = _search.Job<MergeShardsJob>();
        _search.Answer(merge, _search.Result(merge));
    }
}
