using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>
/// Chains whose launches are recorded, against the same chains launched one by one, digit by digit: nobody may be able to tell which it was. What holds a chain's
/// outputs makes it compute anew.
/// </summary>
[Trait("Device", "Cuda")]
public sealed class CudaChainTests : IDisposable
{
    private const long Batch = 8, Channels = 16, Size = 10;

    private static readonly Device Place = CUDA;

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [CudaFact]
    public void Train_ManySteps_GivesTheDigitsOfSingleLaunches()
    {
        long before = NativeChain.ent_chain_replays();
        var recorded = Train(Network(), steps: 6, hold: false);
        long replayed = NativeChain.ent_chain_replays() - before;
        var single = Train(Network(), steps: 6, hold: true);

        Assert.Equal(2 * 4, replayed);
        // Until the first replay's output is held.
        Assert.Equal(before + replayed + 2, NativeChain.ent_chain_replays());
        AssertSame(single, recorded);
    }

    [CudaFact]
    public void Train_SameSteps_IsLibtorchsOwnResult()
    {
        bool convolutions = backends.cudnn.allow_tf32;
        backends.cudnn.allow_tf32 = false;
        var recorded = Train(Network(), steps: 4, hold: false);
        var module = Network();
        foreach (var convolution in module.modules().OfType<Conv2d>()) convolution.register_forward_hook((_, _, output) => output);
        var modules = Train(module, steps: 4, hold: false);
        backends.cudnn.allow_tf32 = convolutions;

        for (int i = 0; i < modules.Count; i++)
        {
            double apart = ((modules[i] - recorded[i]).abs().max() / (modules[i].abs().max() + 1e-6)).ToDouble();
            Assert.True(apart < 1e-3, $"tensor {i} is {apart:e1} apart");
        }
    }

    [CudaFact]
    public void Backward_OnGradientsThatAreThere_AddsToThem()
    {
        var network = Recorded();
        var input = Images(7);
        var first = Gradients(network, input);
        network.zero_grad();
        network.call(input).pow(2).sum().backward();
        network.call(input).pow(2).sum().backward();

        var twice = network.parameters().Select(parameter => parameter.grad!).ToList();

        for (int i = 0; i < first.Count; i++) Assert.True((twice[i] - (2 * first[i])).abs().max().ToDouble() < 1e-4 * (1 + first[i].abs().max().ToDouble()));
    }

    [CudaFact]
    public void Forward_TwiceBeforeBackward_KeepsBothPassesApart()
    {
        var network = Recorded();
        var (one, other) = (Images(8), Images(9));
        List<Tensor> expected = [.. Gradients(network, one), .. Gradients(network, other)];
        network.zero_grad();

        var (firstLoss, secondLoss) = (network.call(one).pow(2).sum(), network.call(other).pow(2).sum());
        List<Tensor> parameters = [.. network.parameters()];
        List<Tensor> actual = [.. autograd.grad([firstLoss], parameters), .. autograd.grad([secondLoss], parameters)];

        AssertSame(expected, actual);
    }

    [CudaFact]
    public void Output_HeldWhileTheChainRunsAgain_KeepsItsValues()
    {
        var network = Recorded();
        using var frozen = no_grad();
        for (int i = 0; i < 3; i++) network.call(Images(1)).Dispose();
        var held = network.call(Images(2));
        var copy = held.clone();

        network.call(Images(3));

        AssertSame([copy], [held]);
    }

    [CudaFact]
    public void Backward_RetainedAndTakenAgainAfterOtherSteps_GivesTheSame()
    {
        var network = Recorded();
        List<Tensor> parameters = [.. network.parameters()];
        var loss = network.call(Images(4)).pow(2).sum();
        var first = autograd.grad([loss], parameters, retain_graph: true).Select(gradient => gradient.clone()).ToList();
        for (int i = 0; i < 3; i++) Gradients(network, Images(5));

        AssertSame(first, [.. autograd.grad([loss], parameters)]);
    }

    [CudaFact]
    public void Evaluate_AfterTraining_SeesNewStatisticsAndWeights()
    {
        var network = Recorded();
        network.eval();
        using var frozen = no_grad();
        var images = Images(6);
        for (int i = 0; i < 3; i++) network.call(images).Dispose();
        foreach (var norm in network.modules().OfType<BatchNorm2d>()) norm.running_mean!.add_(0.5);
        foreach (var parameter in network.parameters()) parameter.mul_(1.1);
        long before = NativeChain.ent_chain_replays();

        var replayed = network.call(images);

        Assert.Equal(before + 1, NativeChain.ent_chain_replays());
        AssertSame([network.call(images)], [replayed]);
    }

    [CudaFact]
    public void AllowTf32_Changed_IsFollowed()
    {
        bool convolutions = backends.cudnn.allow_tf32;
        var network = Recorded();
        backends.cudnn.allow_tf32 = !convolutions;
        var changed = Gradients(network, Images(2));
        var fresh = Gradients(network, Images(2));
        var replayed = Gradients(network, Images(2));
        backends.cudnn.allow_tf32 = convolutions;

        AssertSame(changed, fresh);
        AssertSame(changed, replayed);
    }

    [CudaFact]
    public void Move_ToTheProcessorAndBack_RunsOnTheNewTensors()
    {
        var network = Recorded();
        var expected = Gradients(network, Images(3));
        network.to(CPU);
        using (no_grad()) foreach (var parameter in network.parameters()) parameter.mul_(1);
        network.to(Place);

        for (int i = 0; i < 3; i++) AssertSame(expected, Gradients(network, Images(3)));
    }

    [CudaFact]
    public void Forward_ChannelsLast_IsRecordedToo()
    {
        var network = Network();
        var images = Images(1).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        var first = Gradients(network, images);
        Gradients(network, images);
        long before = NativeChain.ent_chain_replays();

        AssertSame(first, Gradients(network, images));
        Assert.Equal(before + 2, NativeChain.ent_chain_replays());
    }

    [CudaFact]
    public void Dispose_Network_LetsItsRecordingsGo()
    {
        // Networks of other tests go now, not meanwhile.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = NativeChain.ent_chain_alive();
        using (Recorded()) Assert.Equal(before + 1, NativeChain.ent_chain_alive());

        Assert.Equal(before, NativeChain.ent_chain_alive());
    }

    private static Sequential Network()
    {
        manual_seed(11);
        var network = nn.Sequential(
            nn.Conv2d(Channels, 48, 1, bias: false), nn.BatchNorm2d(48), nn.ReLU6(),
            nn.Conv2d(48, 48, 5, stride: 2, padding: 2, groups: 48, bias: false), nn.BatchNorm2d(48), nn.ReLU(),
            nn.Conv2d(48, 24, 1, bias: false), nn.BatchNorm2d(24), nn.ReLU6());
        network.to(Place);
        return network;
    }

    /// <summary>A network whose training step is recorded.</summary>
    private static Sequential Recorded()
    {
        var network = Network();
        for (int i = 0; i < 3; i++) Gradients(network, Images(1));
        return network;
    }

    private static Tensor Images(int seed)
    {
        manual_seed(seed);
        return randn(Batch, Channels, Size, Size).to(Place);
    }

    /// <summary>Copies; the parameters have none afterwards.</summary>
    private static List<Tensor> Gradients(Sequential network, Tensor input)
    {
        using var scope = NewDisposeScope();
        network.zero_grad();
        network.call(input).pow(2).sum().backward();
        List<Tensor> gradients = [.. network.parameters().Select(parameter => parameter.grad!.clone().MoveToOuterDisposeScope())];
        network.zero_grad();
        return gradients;
    }

    /// <returns>The losses, what was trained, the statistics, the gradients of the input.</returns>
    /// <param name="hold">Keeps the outputs, so that nothing is replayed.</param>
    private static List<Tensor> Train(Sequential network, int steps, bool hold)
    {
        using var optimizer = optim.SGD(network.parameters(), 0.01, momentum: 0.9, weight_decay: 1e-3, nesterov: true);
        List<Tensor> held = [], results = [];
        for (int step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var input = Images(step).requires_grad_();
            var output = network.call(input);
            if (hold) held.Add(output.alias().MoveToOuterDisposeScope());
            output.add_(1);
            var loss = output.pow(2).mean();
            network.zero_grad();
            loss.backward();
            optimizer.step();
            results.Add(loss.detach().clone().MoveToOuterDisposeScope());
            results.Add(input.grad!.clone().MoveToOuterDisposeScope());
        }

        return [.. results, .. network.parameters().Select(parameter => parameter.detach().clone()), .. network.buffers().Select(buffer => buffer.to(float32).clone())];
    }

    private static void AssertSame(List<Tensor> expected, List<Tensor> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++) Assert.True(expected[i].equal(actual[i]).all().ToBoolean(), $"tensor {i} of {expected.Count} differs");
    }
}
