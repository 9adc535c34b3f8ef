using EdgeNas.Domain;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Export;
using EdgeNas.Learning.Modules;
using EdgeNas.Learning.Supernets;
using EdgeNas.Learning.Training;
using TorchSharp.Tests;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Tests.Training;

/// <summary>Searches that compute on a graphics processor, or in mixed precision.</summary>
public sealed class ComputeTests
{
    private static readonly NetworkRef Network = new(new Architecture("000"));

    [Fact]
    public void Prepare_GraphicsProcessorThatIsNotThere_SaysWhatIsThereAndWhatToDo()
    {
        using var search = new SmallSearch();
        search.Spec = search.Spec with { Compute = new ComputeSpec(ComputeSpec.Cuda, false) };
        using var handler = new TrainEpochHandler(search.Data(), TimeProvider.System);

        var error = Assert.Throws<EdgeNasException>(() =>
            handler.Handle(new TrainEpochJob("a", "winner", Network, 0, null), search.Environment with { Gpu = 99 }, CancellationToken.None));

        Assert.Contains("Graphics processor 99 is wanted, but ", error.Message);
        Assert.Contains("compute.device = cpu", error.Message);
    }

    [Fact]
    public void Forward_MixedPrecision_IsNearTheFullOne()
    {
        var space = SmallSearch.Space;
        var network = NetworkBuilder.Build(space, new Architecture("010"), space.Input);
        using var full = new NetworkModule(network, 1, "test") { BatchNorm = BatchNormMode.Train };
        using var mixed = new NetworkModule(network, 1, "test", new ComputeTarget(CPU, MixedPrecision: true)) { BatchNorm = BatchNormMode.Train };
        using var images = randn(8, 1, 28, 28);
        using var expected = full.forward(images);
        using var actual = mixed.forward(images);

        float[] one = expected.data<float>().ToArray(), other = actual.data<float>().ToArray();
        Assert.All(one.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 0.02));
        Assert.NotEqual(one, other);
        Assert.All(mixed.parameters(), parameter => Assert.Equal(ScalarType.Float32, parameter.dtype));
    }

    [CudaFact]
    [Trait("Device", "Cuda")]
    public void Train_OnCuda_IsTheSameAgainLiveOrReloadedAndNearTheProcessors()
    {
        using var search = new SmallSearch();
        var processor = Trained(search);
        search.Spec = search.Spec with { Compute = new ComputeSpec(ComputeSpec.Cuda, false) };

        EpochTrained once = Trained(search), again = Trained(search);

        Assert.Equal(once, again);
        Assert.NotEqual(processor.Checkpoint, once.Checkpoint);
        Assert.InRange(once.Accuracy, processor.Accuracy - 0.15, 1);
    }

    [CudaFact]
    [Trait("Device", "Cuda")]
    public void Train_MixedPrecisionOnCuda_IsTheSameAgainAndLearns()
    {
        using var search = new SmallSearch();
        search.Spec = search.Spec with { Compute = new ComputeSpec(ComputeSpec.Cuda, true) };

        EpochTrained once = Trained(search), again = Trained(search);

        Assert.Equal(once, again);
        Assert.True(once.Accuracy > 0.6, $"accuracy {once.Accuracy} after three epochs, where 0.1 is chance");
    }

    [CudaFact]
    [Trait("Device", "Cuda")]
    public void Round_OnCuda_IsTheSameAgainAndIsScored()
    {
        using var search = new SmallSearch();
        search.Spec = search.Spec with { Compute = new ComputeSpec(ComputeSpec.Cuda, false) };
        var active = search.Spec.Space.AllChoices();
        using var rounds = new TrainRoundHandler(search.Data(), TimeProvider.System);
        using var scores = new ScoreHandler(search.Data());

        var round = (RoundTrained)rounds.Handle(new TrainRoundJob("round/0", 0, null, active), search.Environment, CancellationToken.None);
        var again = (RoundTrained)rounds.Handle(new TrainRoundJob("round/0", 0, null, active), search.Environment, CancellationToken.None);
        var scored = (Scored)scores.Handle(new ScoreJob("score/0", round.Checkpoint, [new Architecture("000"), new Architecture("111")], 100), search.Environment, CancellationToken.None);

        Assert.Equal(round, again);
        Assert.All(scored.Accuracies, accuracy => Assert.InRange(accuracy, 0, 1));
    }

    [CudaFact]
    [Trait("Device", "Cuda")]
    public void Finish_TrainedOnCuda_IsComparedOnTheProcessor()
    {
        using var search = new SmallSearch();
        search.Spec = search.Spec with { Compute = new ComputeSpec(ComputeSpec.Cuda, false) };
        var finish = new FinishHandler(search.Folders, search.Data());

        var finished = (Finished)finish.Handle(new FinishJob("finish", "winner", Network, Trained(search).Checkpoint), search.Environment, CancellationToken.None);

        Assert.InRange(finished.TestAccuracy, 0.4, 1);
    }

    /// <summary>Three epochs, every other one from its checkpoint.</summary>
    private static EpochTrained Trained(SmallSearch search)
    {
        using var live = new TrainEpochHandler(search.Data(), TimeProvider.System);
        EpochTrained? last = null;
        for (int epoch = 0; epoch < 3; epoch++)
        {
            var job = new TrainEpochJob($"e{epoch}", "winner", Network, epoch, last?.Checkpoint);
            using var fresh = new TrainEpochHandler(search.Data(), TimeProvider.System);
            last = (EpochTrained)(epoch == 1 ? fresh : live).Handle(job, search.Environment, CancellationToken.None);
        }

        return last!;
    }
}
