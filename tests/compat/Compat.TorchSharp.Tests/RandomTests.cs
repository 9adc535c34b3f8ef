using System.Text.Json;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests;

/// <summary>A seed gives PyTorch's numbers, bit for bit.</summary>
public sealed class RandomTests
{
    [Fact]
    public void Streams_SameSeedAndCalls_ArePyTorchs()
    {
        using var scope = NewDisposeScope();
        var streams = Recorded.Root.GetProperty("streams");
        manual_seed(42);

        // In the order in which record.py drew them.
        Same(streams, "rand", rand(5));
        Same(streams, "randn", randn(20));
        Same(streams, "randint", randint(3, 100, new long[] { 6 }));
        Same(streams, "randperm", randperm(9));
        Same(streams, "uniform", empty(4).uniform_(-2, 3));
        Same(streams, "normal", empty(4).normal_(1, 2));
        Same(streams, "bernoulli", empty(8).bernoulli_(0.4));
        Same(streams, "dropout", F.dropout(ones(12)));
        Same(streams, "multinomial", tensor(new[] { 0.1f, 0.2f, 0.7f }).multinomial(6, true));
        Same(streams, "exponential", empty(3).exponential_(1.5));
        Same(streams, "random", empty(4, int64).random_(5, 50));
        using var generator = new Generator(0).manual_seed(7);
        Same(streams, "generator", rand(4, generator: generator));
    }

    [Fact]
    public void Layers_SameSeed_StartWithPyTorchsWeights()
    {
        using var scope = NewDisposeScope();
        var initial = Recorded.Root.GetProperty("initial");
        manual_seed(5);

        SameState(initial.GetProperty("linear"), nn.Linear(7, 5));
        SameState(initial.GetProperty("conv"), nn.Conv2d(4, 6, 3));
        SameState(initial.GetProperty("depthwise"), nn.Conv2d(6, 6, 5, groups: 6, bias: false));
        SameState(initial.GetProperty("embedding"), nn.Embedding(3, 4));
    }

    /// <summary>The real package's xavier_normal_ draws other numbers than PyTorch's.</summary>
    [Fact]
    [Trait("Engine", "Compat")]
    public void Initializers_SameSeed_DrawPyTorchsNumbers()
    {
        using var scope = NewDisposeScope();
        var initial = Recorded.Root.GetProperty("initial");
        manual_seed(6);

        Same(initial, "kaiming_normal_", nn.init.kaiming_normal_(empty(3, 4, 2, 2)));
        Same(initial, "kaiming_uniform_", nn.init.kaiming_uniform_(empty(3, 4, 2, 2)));
        Same(initial, "xavier_normal_", nn.init.xavier_normal_(empty(3, 4, 2, 2)));
        Same(initial, "xavier_uniform_", nn.init.xavier_uniform_(empty(3, 4, 2, 2)));
        Same(initial, "kaiming_fan_out", nn.init.kaiming_normal_(empty(3, 4, 2, 2), mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU));
    }

    [Fact]
    public void State_SetAgain_RepeatsTheStream()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        randn(5, generator: generator);
        var state = generator.get_state();
        var first = randn(7, generator: generator);

        generator.set_state(state);

        TensorAssert.Same(first, randn(7, generator: generator));
    }

    [Fact]
    public void DefaultState_SetAgain_RepeatsDropout()
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        var state = random.get_rng_state();
        var first = F.dropout(ones(50));

        random.set_rng_state(state);

        TensorAssert.Same(first, F.dropout(ones(50)));
        Assert.Equal(9, initial_seed());
    }

    private static void Same(JsonElement recorded, string name, Tensor actual) => Recorded.AssertIdentical(recorded.GetProperty(name), actual, name);

    private static void SameState(JsonElement recorded, nn.Module module)
    {
        var state = module.state_dict();
        Assert.Equal(recorded.EnumerateObject().Select(entry => entry.Name), state.Keys);
        foreach (var entry in recorded.EnumerateObject()) Recorded.AssertIdentical(entry.Value, state[entry.Name], entry.Name);
        module.Dispose();
    }
}
