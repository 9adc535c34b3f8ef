using EdgeNas.Domain;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Export;
using EdgeNas.Learning.Supernets;
using EdgeNas.Learning.Training;
using EdgeNas.Onnx.Safetensors;

namespace EdgeNas.Learning.Tests.Training;

public sealed class TrainingTests
{
    private static readonly NetworkRef Network = new(new Architecture("000"));

    [Fact]
    public void At_WholeTraining_RisesThenFallsToNothing()
    {
        var spec = new OptimizerSpec(Batch: 1, LearningRate: 0.2, 0.9, 0, 0, WarmUp: 0.1, 0);

        Assert.Equal(0.02, LearningRate.At(0, 100, spec), 1e-9);
        Assert.Equal(0.2, LearningRate.At(9, 100, spec), 1e-9);
        Assert.Equal(0.2, LearningRate.At(10, 100, spec), 1e-9);
        Assert.Equal(0.1, LearningRate.At(55, 100, spec), 1e-9);
        Assert.InRange(LearningRate.At(99, 100, spec), 0, 1e-3);
        Assert.Equal(0.2, LearningRate.At(0, 100, spec with { WarmUp = 0 }), 1e-9);
    }

    [Fact]
    public void Train_AnyEpoch_IsBitIdenticalLiveOrReloadedAndLearns()
    {
        using var search = new SmallSearch();
        using var live = new TrainEpochHandler(search.Data(), TimeProvider.System);
        EpochTrained? last = null;
        for (int epoch = 0; epoch < 3; epoch++)
        {
            var job = new TrainEpochJob($"e{epoch}", "winner", Network, epoch, last?.Checkpoint);
            using var fresh = new TrainEpochHandler(search.Data(), TimeProvider.System);
            var expected = fresh.Handle(job, search.Environment, CancellationToken.None);
            last = (EpochTrained)live.Handle(job, search.Environment, CancellationToken.None);
            Assert.Equal(expected, last);
        }

        Assert.True(last!.Accuracy > 0.6, $"accuracy {last.Accuracy} after three epochs, where 0.1 is chance");
    }

    [Fact]
    public void Train_OtherSubject_GetsOtherWeights()
    {
        using var search = new SmallSearch();
        using var handler = new TrainEpochHandler(search.Data(), TimeProvider.System);

        var winner = (EpochTrained)handler.Handle(new TrainEpochJob("a", "winner", Network, 0, null), search.Environment, CancellationToken.None);
        var random = (EpochTrained)handler.Handle(new TrainEpochJob("b", "random", Network, 0, null), search.Environment, CancellationToken.None);

        Assert.NotEqual(winner.Checkpoint, random.Checkpoint);
    }

    [Fact]
    public void Train_Diverging_SaysAtWhichStepAndWhatToLower()
    {
        using var search = new SmallSearch();
        var train = search.Spec.Train;
        search.Spec = search.Spec with { Train = train with { Optimizer = train.Optimizer with { LearningRate = 1e30, GradientClip = 0 } } };
        using var handler = new TrainEpochHandler(search.Data(), TimeProvider.System);

        var e = Assert.Throws<EdgeNasException>(() => handler.Handle(new TrainEpochJob("e", "winner", Network, 0, null), search.Environment, CancellationToken.None));

        Assert.Contains("step", e.Message);
        Assert.Contains("train.learning-rate", e.Message);
    }

    [Fact]
    public void Train_CheckpointOfAnotherSpaceOrEpoch_IsRefused()
    {
        using var search = new SmallSearch();
        using var epochs = new TrainEpochHandler(search.Data(), TimeProvider.System);
        using var rounds = new TrainRoundHandler(search.Data(), TimeProvider.System);
        var trained = (EpochTrained)epochs.Handle(new TrainEpochJob("e", "winner", Network, 0, null), search.Environment, CancellationToken.None);

        var otherKind = Assert.Throws<EdgeNasException>(() => rounds.Handle(
            new TrainRoundJob("r", 1, trained.Checkpoint, search.Spec.Space.AllChoices()), search.Environment, CancellationToken.None));
        var otherEpoch = Assert.Throws<EdgeNasException>(() => epochs.Handle(
            new TrainEpochJob("e", "random", Network, 2, trained.Checkpoint), search.Environment, CancellationToken.None));
        var damaged = search.Artifacts.Put(search.Artifacts.Get(trained.Checkpoint).AsSpan(0, 1000));
        var cut = Assert.Throws<EdgeNasException>(() => epochs.Handle(
            new TrainEpochJob("e", "random", Network, 1, damaged), search.Environment, CancellationToken.None));

        Assert.Contains("another space or network", otherKind.Message);
        Assert.Contains("expected 2", otherEpoch.Message);
        Assert.Contains(damaged.ToString(), cut.Message);
    }

    [Theory]
    [InlineData("110", 1)]
    [InlineData(null, 0.5)]
    public void Finish_TrainedNetwork_GivesFilesThatComputeTheSame(string? code, double width)
    {
        using var search = new SmallSearch();
        var network = new NetworkRef(code is null ? null : new Architecture(code), width);
        using var epochs = new TrainEpochHandler(search.Data(), TimeProvider.System);
        var trained = (EpochTrained)epochs.Handle(new TrainEpochJob("e", "winner", network, 0, null), search.Environment, CancellationToken.None);
        var handler = new FinishHandler(search.Folders, search.Data());

        var finished = (Finished)handler.Handle(new FinishJob("f", "winner", network, trained.Checkpoint), search.Environment, CancellationToken.None);

        Assert.InRange(finished.MaxDifference!.Value, 0, FinishHandler.MaximumDifference);
        Assert.InRange(finished.TestAccuracy, trained.Accuracy - 0.15, 1);
        var weights = SafetensorsFile.Parse(search.Artifacts.Get(finished.Safetensors!.Value), "the result");
        long parameters = weights.Tensors.Where(tensor => !tensor.Name.Contains("running_")).Sum(tensor => tensor.Count);
        Assert.Equal(network.Build(search.Spec.Space, search.Input).Parameters, parameters);
        Assert.True(search.Artifacts.Contains(finished.Onnx!.Value));
    }
}
