using EdgeNas.Domain;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Jobs;
using EdgeNas.Learning.Supernets;
using EdgeNas.Learning.Training;
using EdgeNas.Onnx.Safetensors;

namespace EdgeNas.Learning.Tests.Supernets;

public sealed class ShardTests
{
    private const int Shards = 2;

    [Fact]
    public void Round_ShardsInAnyOrderOnAnyWorkers_GivesTheSameCheckpoint()
    {
        using var search = Sharded();
        var one = Round(search, [new TrainShardHandler(search.Data(), TimeProvider.System)], [0, 1]);
        var two = Round(search, [new TrainShardHandler(search.Data(), TimeProvider.System), new TrainShardHandler(search.Data(), TimeProvider.System)], [1, 0]);

        Assert.Equal(one, two);
    }

    [Fact]
    public void Shards_OfOneRound_SeeOtherBatchesAndPaths()
    {
        using var search = Sharded();
        var handler = new TrainShardHandler(search.Data(), TimeProvider.System);

        Assert.NotEqual(Train(search, handler, 0, 0, null), Train(search, handler, 0, 1, null));
        Assert.Contains(search.Reports, report => report.Text.Contains("shard 2 of 2", StringComparison.Ordinal));
    }

    [Fact]
    public void Rounds_Sharded_Learn()
    {
        using var search = Sharded(steps: 60);
        var handler = new TrainShardHandler(search.Data(), TimeProvider.System);
        var merge = new MergeShardsHandler(search.Data());
        ShardsMerged? last = null;
        for (int round = 0; round < 2; round++)
        {
            var shards = Enumerable.Range(0, Shards).Select(shard => Train(search, handler, round, shard, last?.Checkpoint)).ToArray();
            last = Merge(search, merge, round, shards);
        }

        Assert.True(last!.Accuracy > 0.35, $"mean accuracy {last.Accuracy} after two rounds, where 0.1 is chance");
    }

    [Fact]
    public void Average_TensorsAndMomentum_IsTheMeanWithNoMomentumAsZero()
    {
        byte[] first = File([("a", [1, 2]), ("momentum:a", [4, 8])], done: 3), second = File([("a", [3, 6])], done: 3);

        var average = SafetensorsFile.Parse(CheckpointAverage.Of([("first", first), ("second", second)]), "average");

        Assert.Equal("3", average.Metadata["done"]);
        Assert.Equal(["a", "momentum:a"], average.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([2f, 4f], ((FloatTensor)average.Tensors[0]).Data.ToArray());
        Assert.Equal([2f, 4f], ((FloatTensor)average.Tensors[1]).Data.ToArray());
    }

    [Fact]
    public void Average_OfDifferentRounds_IsRefused()
    {
        byte[] first = File([("a", [1, 2])], done: 3), second = File([("a", [3, 6])], done: 4), third = File([("a", [3, 6, 9])], done: 3);

        Assert.Contains("another point", Assert.Throws<EdgeNasException>(() => CheckpointAverage.Of([("first", first), ("second", second)])).Message);
        Assert.Contains("another shape of a", Assert.Throws<EdgeNasException>(() => CheckpointAverage.Of([("first", first), ("third", third)])).Message);
    }

    private static SmallSearch Sharded(int steps = 4)
    {
        var search = new SmallSearch();
        search.Spec = search.Spec with { Supernet = search.Spec.Supernet with { Shards = Shards, Rounds = 2, StepsPerRound = steps } };
        return search;
    }

    /// <summary>One round, its shards in an order and dealt to handlers in turn, as workers would take them.</summary>
    private static ArtifactId Round(SmallSearch search, TrainShardHandler[] handlers, int[] order)
    {
        var trained = new ArtifactId[Shards];
        for (int index = 0; index < order.Length; index++) trained[order[index]] = Train(search, handlers[index % handlers.Length], 0, order[index], null);
        return Merge(search, new MergeShardsHandler(search.Data()), 0, trained).Checkpoint;
    }

    private static ArtifactId Train(SmallSearch search, TrainShardHandler handler, int round, int shard, ArtifactId? from) => ((ShardTrained)handler.Handle(
        new TrainShardJob($"s{shard}", round, shard, from, search.Spec.Space.AllChoices()), search.Environment, CancellationToken.None)).Checkpoint;

    private static ShardsMerged Merge(SmallSearch search, MergeShardsHandler handler, int round, ArtifactId[] shards) =>
        (ShardsMerged)handler.Handle(new MergeShardsJob("m", round, [.. shards], search.Spec.Space.AllChoices()), search.Environment, CancellationToken.None);

    private static byte[] File((string Name, float[] Values)[] tensors, int done) =>
        SafetensorsFile.Of(tensors.Select(tensor => new FloatTensor(tensor.Name, [tensor.Values.Length], tensor.Values))).With("done", $"{done}").ToBytes();
}
