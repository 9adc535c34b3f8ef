using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Modules;
using EdgeNas.Learning.Supernets;
using EdgeNas.Learning.Training;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Tests.Supernets;

public sealed class SupernetTests
{
    [Fact]
    public void Forward_AnyPath_EqualsTheNetworkAloneWithTheSameWeights()
    {
        var space = SmallSearch.Space;
        using var supernet = new Supernet(space, space.Input, 1);
        using var images = tensor(Noise(4 * 784).AsMemory(), [4, 28, 28, 1]).permute(0, 3, 1, 2);
        using var noGradient = no_grad();
        var random = new SeedStream(2, "paths");
        for (int i = 0; i < 8; i++)
        {
            var path = ArchitectureSampling.Uniform(space.AllChoices(), random);
            using var network = new NetworkModule(NetworkBuilder.Build(space, path, space.Input), 1, "other");
            foreach (var (name, parameter) in network.Tensors.Parameters) parameter.copy_(supernet.Tensors.Parameters[name]);

            supernet.Path = path;
            supernet.BatchNorm = network.BatchNorm = BatchNormMode.Train;
            using var expected = network.forward(images);
            using var actual = supernet.forward(images);

            Assert.Equal([4, 10], actual.shape);
            Assert.Equal(expected.data<float>().ToArray(), actual.data<float>().ToArray());
            Assert.Equal(network.UsedParameters.Order(), supernet.UsedParameters.Order());
        }
    }

    [Fact]
    public void NamedParameters_OfEveryNetwork_AreThoseOfTheSupernetAndOfTheDescription()
    {
        var space = SmallSearch.Space;
        using var supernet = new Supernet(space, space.Input, 1);
        var all = supernet.named_parameters().ToDictionary(entry => entry.Item1, entry => entry.Item2.shape);
        foreach (string code in new[] { "000", "111", "220" })
        {
            var network = NetworkBuilder.Build(space, new Architecture(code), space.Input);
            using var module = new NetworkModule(network, 1, "test");
            var names = module.named_parameters().Select(entry => entry.Item1).ToHashSet();

            Assert.Contains("classifier.weight", names);
            Assert.All(network.Convolutions, convolution => Assert.Contains($"{convolution.Name}.conv.weight", names));
            Assert.Equal(network.Parameters, module.parameters().Sum(parameter => parameter.numel()));
            foreach (var (name, parameter) in module.named_parameters()) Assert.Equal(all[name], parameter.shape);
        }
    }

    [Fact]
    public void Step_OnePath_LeavesTheOtherPathsAsTheyWere()
    {
        using var search = new SmallSearch();
        var splits = search.Data().Of(search.Spec);
        var spec = search.Spec.Supernet.Optimizer;
        using var supernet = new Supernet(search.Spec.Space, search.Input, 1) { Path = new Architecture("000"), BatchNorm = BatchNormMode.Train };
        using var optimizer = new NesterovSgd(supernet, spec);
        var plan = new BatchPlan(splits, Augmentation.None, 16, 1, "test");
        using var batch = BatchTensors.Of(plan.Batch(0), search.Input);
        GradientStep.Take(supernet, optimizer, batch, spec, 0.1, "a test", "supernet");
        var before = Values(supernet);
        var firstPath = supernet.UsedParameters.ToHashSet();

        supernet.Path = new Architecture("111");
        using var next = BatchTensors.Of(plan.Batch(1), search.Input);
        GradientStep.Take(supernet, optimizer, next, spec, 0.1, "a test", "supernet");

        var used = supernet.UsedParameters.ToHashSet();
        var after = Values(supernet);
        Assert.All(before.Keys, name => Assert.Equal(used.Contains(name), !before[name].SequenceEqual(after[name])));
        Assert.Equal(firstPath.Union(used).Order(), optimizer.Momentum.Keys.Order());
    }

    [Fact]
    public void Train_AnyCheckpoint_GoesOnBitByBitWhetherLiveOrReloaded()
    {
        using var search = new SmallSearch();
        var active = search.Spec.Space.AllChoices();
        using var live = new TrainRoundHandler(search.Data(), TimeProvider.System);
        var first = (RoundTrained)live.Handle(new TrainRoundJob("r0", 0, null, active), search.Environment, CancellationToken.None);
        var second = (RoundTrained)live.Handle(new TrainRoundJob("r1", 1, first.Checkpoint, active), search.Environment, CancellationToken.None);
        int readsLive = search.Artifacts.Reads;

        using var fresh = new TrainRoundHandler(search.Data(), TimeProvider.System);
        var again = (RoundTrained)fresh.Handle(new TrainRoundJob("r1", 1, first.Checkpoint, active), search.Environment, CancellationToken.None);

        Assert.Equal(0, readsLive);
        Assert.Equal(1, search.Artifacts.Reads);
        Assert.Equal(second, again);
        Assert.NotEqual(first.Checkpoint, second.Checkpoint);
        Assert.NotEmpty(search.Reports);
    }

    [Fact]
    public void Train_SomeRounds_LearnsAndItsPathsCanBeScored()
    {
        using var search = new SmallSearch();
        search.Spec = search.Spec with { Supernet = search.Spec.Supernet with { Rounds = 2, StepsPerRound = 80 } };
        var active = search.Spec.Space.AllChoices();
        using var handler = new TrainRoundHandler(search.Data(), TimeProvider.System);
        RoundTrained? last = null;
        for (int round = 0; round < 2; round++)
        {
            last = (RoundTrained)handler.Handle(new TrainRoundJob($"r{round}", round, last?.Checkpoint, active), search.Environment, CancellationToken.None);
        }

        using var scores = new ScoreHandler(search.Data());
        Architecture[] paths = [new("000"), new("111"), new("221")];
        var scored = (Scored)scores.Handle(new ScoreJob("s", last!.Checkpoint, [.. paths], 150), search.Environment, CancellationToken.None);
        var again = (Scored)scores.Handle(new ScoreJob("s2", last.Checkpoint, [.. paths.Reverse()], 150), search.Environment, CancellationToken.None);

        Assert.True(last.Accuracy > 0.35, $"mean accuracy {last.Accuracy} after two rounds, where 0.1 is chance");
        Assert.Equal(3, scored.Accuracies.Length);
        // What was scored before must not matter.
        Assert.Equal(scored.Accuracies.Reverse(), again.Accuracies);
    }

    [Fact]
    public void Train_Cancelled_LeavesNothingBehindThatChangesTheNextTry()
    {
        using var search = new SmallSearch();
        var active = search.Spec.Space.AllChoices();
        using var handler = new TrainRoundHandler(search.Data(), TimeProvider.System);
        var first = (RoundTrained)handler.Handle(new TrainRoundJob("r0", 0, null, active), search.Environment, CancellationToken.None);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => handler.Handle(new TrainRoundJob("r1", 1, first.Checkpoint, active), search.Environment, cancellation.Token));

        var retried = (RoundTrained)handler.Handle(new TrainRoundJob("r1", 1, first.Checkpoint, active), search.Environment, CancellationToken.None);

        using var fresh = new TrainRoundHandler(search.Data(), TimeProvider.System);
        Assert.Equal(fresh.Handle(new TrainRoundJob("r1", 1, first.Checkpoint, active), search.Environment, CancellationToken.None), retried);
    }

    private static Dictionary<string, float[]> Values(Supernet supernet)
    {
        using var noGradient = no_grad();
        return supernet.Tensors.Parameters.ToDictionary(entry => entry.Key, entry => entry.Value.detach().data<float>().ToArray());
    }

    private static float[] Noise(int count)
    {
        var random = new SeedStream(4, "noise");
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];
    }
}
