using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class ModuleTests
{
    [Fact]
    public void RegisterComponents_Fields_AreNamedByField()
    {
        using var net = new Block();

        Assert.Equal(["conv.weight", "bn.weight", "bn.bias", "tail.0.weight", "tail.0.bias"], net.named_parameters().Select(entry => entry.name));
        Assert.Equal(["bn.running_mean", "bn.running_var", "bn.num_batches_tracked"], net.named_buffers().Select(entry => entry.name));
        Assert.Equal(["conv", "bn", "tail"], net.named_children().Select(entry => entry.name));
        Assert.Equal(["conv", "bn", "tail", "tail.0", "tail.1"], net.named_modules().Select(entry => entry.name));
        Assert.Equal(8, net.state_dict().Count);
    }

    [Fact]
    public void Save_LoadedElsewhere_ComputesTheSame()
    {
        using var scope = NewDisposeScope();
        using Block net = new(), other = new();
        var images = randn(2, 3, 5, 5);
        net.call(images).Dispose();
        using var stream = new MemoryStream();

        net.save(stream);
        other.load(new MemoryStream(stream.ToArray()));

        net.eval();
        other.eval();
        TensorAssert.Same(net.call(images), other.call(images));
    }

    [Fact]
    public void Save_OneTensor_IsTorchSharpsFormat()
    {
        using var module = nn.Linear(new Parameter(tensor(new[] { 1f, 2f }, [1L, 2])));
        using var stream = new MemoryStream();

        module.save(stream);

        // One entry; "weight"; float32; two dimensions, 1 and 2; the numbers.
        Assert.Equal([1, 6, .. "weight"u8, 6, 2, 1, 2, 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40], stream.ToArray());
    }

    [Fact]
    public void Load_OtherShape_IsArgumentError()
    {
        using Linear small = nn.Linear(2, 2), large = nn.Linear(3, 2);
        using var stream = new MemoryStream();
        small.save(stream);

        Assert.Throws<ArgumentException>(() => large.load(new MemoryStream(stream.ToArray())));
    }

    [Fact]
    public void SaveAndLoad_Streams_AreClosed()
    {
        using var layer = nn.Linear(2, 2);
        MemoryStream target = new(), tensorTarget = new();

        layer.save(target);
        layer.weight.Save(tensorTarget);
        var source = new MemoryStream(target.ToArray());
        layer.load(source);

        Assert.False(target.CanWrite);
        Assert.False(tensorTarget.CanWrite);
        Assert.False(source.CanRead);
    }

    [Fact]
    public void Load_NotStrict_TellsWhatWasTaken()
    {
        using Linear full = nn.Linear(2, 2), plain = nn.Linear(2, 2, hasBias: false);
        using MemoryStream fullFile = new(), plainFile = new();
        full.save(fullFile);
        plain.save(plainFile);
        Dictionary<string, bool> extra = [], missing = [];

        plain.load(new MemoryStream(fullFile.ToArray()), strict: false, loadedParameters: extra);
        full.load(new MemoryStream(plainFile.ToArray()), strict: false, loadedParameters: missing);

        Assert.Equal(new Dictionary<string, bool> { ["weight"] = true, ["bias"] = false }, extra);
        Assert.Equal(new Dictionary<string, bool> { ["weight"] = true }, missing);
        Assert.Throws<ArgumentException>(() => full.load(new MemoryStream(plainFile.ToArray())));
        Assert.Throws<ArgumentException>(() => full.load(new MemoryStream(plainFile.ToArray()), skip: ["bias"]));
    }

    [Fact]
    public void Load_Truncated_IsRefused()
    {
        using var layer = nn.Linear(2, 2);
        using var stream = new MemoryStream();
        layer.save(stream);
        using var half = new MemoryStream(stream.ToArray()[..20]);

        Assert.ThrowsAny<IOException>(() => layer.load(half));
    }

    [Fact]
    public void LoadStateDict_NameMissing_ThrowsWhenStrictAndReportsOtherwise()
    {
        using var layer = nn.Linear(2, 2);
        Dictionary<string, Tensor> partial = new() { ["weight"] = zeros(2, 2), ["extra"] = zeros(1) };

        Assert.Throws<InvalidOperationException>(() => layer.load_state_dict(partial));
        var (missing, unexpected) = layer.load_state_dict(partial, strict: false);

        Assert.Equal(["bias"], missing);
        Assert.Equal(["extra"], unexpected);
        Assert.Equal(0f, layer.weight.abs().sum().item<float>());
    }

    [Theory]
    [InlineData("exponential")]
    [InlineData("cumulative")]
    public void BatchNorm_ThreeBatches_KeepsPyTorchsStatistics(string name)
    {
        using var scope = NewDisposeScope();
        var recorded = Recorded.Root.GetProperty("statistics");
        using var layer = nn.BatchNorm2d(3);
        layer.momentum = name == "cumulative" ? null : 0.1;
        Tensor[] batches = [.. recorded.GetProperty("batches").EnumerateArray().Select(Recorded.Tensor)];

        foreach (var batch in batches) layer.call(batch);

        var expected = recorded.GetProperty(name);
        Recorded.AssertSame(expected.GetProperty("mean"), layer.running_mean!, "mean");
        Recorded.AssertSame(expected.GetProperty("var"), layer.running_var!, "variance");
        Assert.Equal(expected.GetProperty("count").GetInt64(), layer.num_batches_tracked!.item<long>());
        layer.eval();
        Recorded.AssertSame(expected.GetProperty("eval"), layer.call(batches[0]), "evaluation");
        layer.reset_running_stats();
        Assert.Equal([1f, 1f, 1f], layer.running_var!.data<float>().ToArray());
    }

    /// <summary>The real package puts new parameter objects in place, which an optimizer made before doesn't know.</summary>
    [Fact]
    [Trait("Engine", "Compat")]
    public void To_Double_ConvertsInPlaceAndKeepsOptimizersParameters()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.BatchNorm2d(2);
        using var optimizer = optim.SGD(layer.parameters(), 0.1);
        var weight = layer.weight!;

        layer.to(float64);
        layer.call(randn([1, 2, 3, 3], float64)).sum().backward();
        optimizer.step();

        Assert.Same(weight, layer.weight);
        Assert.Equal(float64, weight.dtype);
        Assert.Equal(int64, layer.num_batches_tracked!.dtype);
        Assert.True(weight.requires_grad);
    }

    [Fact]
    public void Train_OnContainer_ReachesAllAndDropoutObeys()
    {
        using var scope = NewDisposeScope();
        using var net = nn.Sequential(("drop", nn.Dropout(0.5)), ("same", nn.Identity()));
        var input = ones(100);

        net.eval();
        Assert.Equal(100f, net.call(input).sum().item<float>());
        net.train();
        Assert.Contains(0f, net.call(input).data<float>().ToArray());
        Assert.True(net.children().All(child => child.training));
    }

    [Fact]
    public void Hooks_Registered_SeeAndChangeThenGo()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Identity();
        var before = layer.register_forward_pre_hook((_, input) => input + 1);
        var after = layer.register_forward_hook((_, _, output) => output * 10);

        Assert.Equal(20f, layer.call(ones(1)).item<float>());
        before.remove();
        after.remove();
        Assert.Equal(1f, layer.call(ones(1)).item<float>());
    }

    [Fact]
    public void Apply_Function_VisitsSubmodulesFirst()
    {
        using var net = nn.Sequential(nn.Identity(), nn.Sequential(nn.ReLU()));
        List<string> seen = [];

        net.apply(module => seen.Add(module.GetName()));

        Assert.Equal(["Identity", "ReLU", "torch::nn::SequentialImpl", "torch::nn::SequentialImpl"], seen);
    }

    [Fact]
    public void Dispose_Module_DisposesParameters()
    {
        var layer = nn.Linear(2, 2);
        var weight = layer.weight;

        layer.Dispose();

        Assert.True(weight.IsInvalid);
    }

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d conv = nn.Conv2d(3, 4, 3, padding: 1, bias: false);
        private readonly BatchNorm2d bn = nn.BatchNorm2d(4);
        private readonly ModuleList<nn.Module<Tensor, Tensor>> tail = nn.ModuleList<nn.Module<Tensor, Tensor>>(nn.Linear(5, 2), nn.ReLU());

        public Block() : base(nameof(Block)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var x = bn.call(conv.call(input));
            foreach (var layer in tail) x = layer.call(x);
            return x.MoveToOuterDisposeScope();
        }
    }
}
