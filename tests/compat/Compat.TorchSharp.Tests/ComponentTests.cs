using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>What a module registers, and how that is named, listed and stored.</summary>
public sealed class ComponentTests
{
    [Fact]
    public void NamedModules_Nested_ComeChildrenFirst()
    {
        using var net = new Outer();

        Assert.Equal(["first", "second", "first.0", "first.1", "second.inner", "second.inner.weights"], net.named_modules().Select(entry => entry.name));
    }

    [Fact]
    public void RegisterComponents_PrivateFieldsOfBase_ComeLast()
    {
        using var net = new Derived();

        Assert.Equal(["own.weight", "own.bias", "inherited.weight", "inherited.bias"], net.named_parameters().Select(entry => entry.name));
    }

    [Fact]
    public void RegisterComponents_Property_GoesByItsFieldOrItsAttribute()
    {
        using var net = new Properties();

        Assert.Equal(["<Layer>k__BackingField", "renamed"], net.named_children().Select(entry => entry.name));
    }

    [Fact]
    public void StateDict_SharedLayer_HasEachNameAndParametersOne()
    {
        using var net = new Twice();
        using var sequence = nn.Sequential(net);

        Assert.Equal(["left.weight", "left.bias"], net.named_parameters().Select(entry => entry.name));
        Assert.Equal(["left.weight", "left.bias", "right.weight", "right.bias"], net.state_dict().Keys);
        Assert.Equal(["0.left.weight", "0.left.bias"], sequence.state_dict().Keys);
    }

    [Fact]
    public void NamedParameters_OverriddenInASubmodule_HoldForItsParents()
    {
        using var net = nn.Sequential(new BiasOnly());

        Assert.Equal(["0.layer.bias"], net.named_parameters().Select(entry => entry.name));
        Assert.Equal(["0.layer.bias"], net.state_dict().Keys);
    }

    [Fact]
    public void Load_Skipped_CountsAsLoaded()
    {
        using Linear source = nn.Linear(1, 1), target = nn.Linear(1, 1);
        using var before = target.weight.clone();
        using var stream = new MemoryStream();
        source.save(stream);
        Dictionary<string, bool> loaded = [];

        target.load(new MemoryStream(stream.ToArray()), skip: ["weight"], loadedParameters: loaded);

        Assert.Equal(new Dictionary<string, bool> { ["weight"] = true, ["bias"] = true }, loaded);
        TensorAssert.Same(before, target.weight);
    }

    [Fact]
    public void NamedBuffers_NotPersistent_AreNotListedButThere()
    {
        using var module = new Empty();
        module.register_buffer("kept", ones(1));
        module.register_buffer("passing", ones(1), persistent: false);

        Assert.Equal(["kept"], module.named_buffers().Select(entry => entry.name));
        Assert.Equal(["kept"], module.named_buffers(true, include_nonpersistent: true).Select(entry => entry.name));
        Assert.NotNull(module.get_buffer("passing"));
    }

    [Fact]
    public void Register_NameThatIsThere_IsInvalidOperation()
    {
        using var module = new Empty();
        using var scope = NewDisposeScope();
        module.register_parameter("p", new Parameter(ones(1)));
        module.register_buffer("b", ones(1));
        module.register_module("m", nn.ReLU());

        Assert.Throws<InvalidOperationException>(() => module.register_parameter("p", new Parameter(ones(1))));
        Assert.Throws<InvalidOperationException>(() => module.register_buffer("b", ones(1)));
        Assert.Throws<InvalidOperationException>(() => module.register_module("m", nn.ReLU()));
        module.register_buffer("p", ones(1));
        Assert.Equal(["p", "b"], module.state_dict().Keys.Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void Register_NullOrOddName_IsRefusedWhereTheRealPackageDoes()
    {
        using var module = new Empty();

        Assert.Throws<ArgumentNullException>(() => module.register_parameter("p", null!));
        Assert.Throws<ArgumentNullException>(() => module.register_buffer("b", null!));
        Assert.Throws<ArgumentException>(() => module.register_module("a.b", nn.ReLU()));
        Assert.Throws<ArgumentException>(() => module.register_module("", nn.ReLU()));
        module.register_module("nothing", null!);
        module.register_buffer("a.b", ones(1));
        module.register_parameter("", new Parameter(ones(1)));
        Assert.Equal(["", "a.b"], module.state_dict().Keys);
    }

    [Fact]
    public void Register_WithinScope_LeavesTensorsToTheScope()
    {
        using var module = new Empty();
        CrossEntropyLoss loss;
        using (var scope = NewDisposeScope())
        {
            module.register_parameter("p", new Parameter(ones(1)));
            module.register_buffer("b", ones(1));
            loss = nn.CrossEntropyLoss(weight: ones(2));

            Assert.Equal(3, scope.DisposablesCount);
            Assert.Equal(2, module.state_dict().Count);
        }

        Assert.Empty(module.state_dict());
        Assert.True(loss.weight!.IsInvalid);
    }

    [Fact]
    public void Layers_MadeOrGivenWeightsWithinScope_KeepThem()
    {
        Linear layer, given;
        BatchNorm2d norm;
        using (NewDisposeScope())
        {
            layer = nn.Linear(1, 1);
            layer.weight = new Parameter(ones(1, 1));
            given = nn.Linear(new Parameter(ones(1, 1)));
            norm = nn.BatchNorm2d(1);
        }

        Assert.Equal(2, layer.state_dict().Count);
        Assert.Single(given.state_dict());
        Assert.Equal(5, norm.state_dict().Count);
        layer.Dispose();
        given.Dispose();
        norm.Dispose();
    }

    [Fact]
    public void Dispose_Module_LeavesChildrenButNoTensors()
    {
        var net = new Outer();

        net.Dispose();

        Assert.Empty(net.parameters());
        Assert.Empty(net.state_dict());
        Assert.Equal(2, net.children().Count());
    }

    [Fact]
    public void ModuleList_OnItsOwn_RegistersNothing()
    {
        using var linear = nn.Linear(1, 1);
        using var list = nn.ModuleList(linear);

        list.eval();

        Assert.Empty(list.parameters());
        Assert.Empty(list.children());
        Assert.True(linear.training);
        Assert.Same(linear, Assert.Single(list));
    }

    [Fact]
    public void ModuleListAndDict_ChangedAfterRegistration_KeepWhatWasRegistered()
    {
        using var module = new Empty();
        var list = nn.ModuleList(nn.Linear(1, 1), nn.ReLU());
        var dictionary = nn.ModuleDict<nn.Module>(("a", nn.Linear(1, 1)));
        module.register_module("list", list);
        module.register_module("dictionary", dictionary);

        list.Add(nn.Linear(3, 3));
        list.RemoveAt(1);
        dictionary.Add("b", nn.Linear(3, 3));

        Assert.Equal(["list", "dictionary", "list.0", "list.1", "dictionary.a"], module.named_modules().Select(entry => entry.name));
        Assert.Equal((2, 2), (list.Count, dictionary.Count));
    }

    [Fact]
    public void Hook_WithoutResult_ChangesNothing()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Identity();
        List<string> seen = [];
        layer.register_forward_pre_hook((_, _) => Seen("before"));
        layer.register_forward_pre_hook((_, input) => input + 1);
        layer.register_forward_hook((_, _, _) => Seen("after"));

        Assert.Equal(1f, layer.call(zeros(1)).item<float>());
        Assert.Equal(["before", "after"], seen);

        Tensor Seen(string name)
        {
            seen.Add(name);
            return null!;
        }
    }

    [Fact]
    public void MaxPool2d_SettingsLeftOut_AreFilledIn()
    {
        using MaxPool2d square = nn.MaxPool2d(3), oblong = nn.MaxPool2d((3, 2), padding: (1, 0));

        Assert.Equal([[3L, 3], [3L, 3], [0L, 0], [1L, 1]], new[] { square.kernel_size, square.stride!, square.padding!, square.dilation! });
        Assert.Equal([[3L, 2], [3L, 2], [1L, 0], [1L, 1]], new[] { oblong.kernel_size, oblong.stride!, oblong.padding!, oblong.dilation! });
    }

    [Fact]
    public void LayerNorm_WeightSet_IsUsedAndStored()
    {
        using var layer = nn.LayerNorm(2);
        using var input = tensor(new[] { -1f, 1f });

        layer.weight = new Parameter(zeros(2));
        using var output = layer.call(input);

        Assert.Equal([0f, 0f], output.data<float>().ToArray());
        Assert.Same(layer.weight, layer.state_dict()["weight"]);
    }

    [Fact]
    public void GetName_OddOnes_AreTheRealPackages()
    {
        using var norm = nn.BatchNorm2d(1);
        using var embedding = nn.Embedding(1, 1);

        Assert.Equal("BatchNorm1d", norm.GetName());
        Assert.Equal("torch::nn::EmbeddingImpl", embedding.GetName());
    }

    private sealed class Empty() : nn.Module<Tensor, Tensor>(nameof(Empty))
    {
        public override Tensor forward(Tensor input) => input;
    }

    private abstract class Chain(string name) : nn.Module<Tensor, Tensor>(name)
    {
        private readonly Linear inherited = nn.Linear(1, 1);

        public override Tensor forward(Tensor input) => inherited.call(input);
    }

    private sealed class Derived : Chain
    {
        private readonly Linear own = nn.Linear(2, 2);

        public Derived() : base(nameof(Derived)) => RegisterComponents();

        public override Tensor forward(Tensor input) => own.call(input);
    }

    private sealed class Properties : nn.Module<Tensor, Tensor>
    {
        public Properties() : base(nameof(Properties)) => RegisterComponents();

        public Linear Layer { get; } = nn.Linear(1, 1);

        [field: ComponentName(Name = "renamed")]
        public Linear Other { get; } = nn.Linear(1, 1);

        public override Tensor forward(Tensor input) => Other.call(Layer.call(input));
    }

    private sealed class Twice : nn.Module<Tensor, Tensor>
    {
        private readonly Linear left = nn.Linear(1, 1);
        private readonly Linear right;

        public Twice() : base(nameof(Twice))
        {
            right = left;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => right.call(left.call(input));
    }

    private sealed class BiasOnly : nn.Module<Tensor, Tensor>
    {
        private readonly Linear layer = nn.Linear(1, 1);

        public BiasOnly() : base(nameof(BiasOnly)) => RegisterComponents();

        public override Tensor forward(Tensor input) => layer.call(input);

        public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
            base.named_parameters(recurse).Where(entry => entry.name.EndsWith("bias", StringComparison.Ordinal));
    }

    private sealed class Outer : nn.Module<Tensor, Tensor>
    {
        private readonly Sequential first = nn.Sequential(nn.Linear(1, 1), nn.ReLU());
        private readonly Nested second = new();

        public Outer() : base(nameof(Outer)) => RegisterComponents();

        public override Tensor forward(Tensor input) => second.call(first.call(input));
    }

    private sealed class Nested : nn.Module<Tensor, Tensor>
    {
        private readonly Innermost inner = new();

        public Nested() : base(nameof(Nested)) => RegisterComponents();

        public override Tensor forward(Tensor input) => inner.call(input);
    }

    private sealed class Innermost : nn.Module<Tensor, Tensor>
    {
        private readonly Linear weights = nn.Linear(1, 1);

        public Innermost() : base(nameof(Innermost)) => RegisterComponents();

        public override Tensor forward(Tensor input) => weights.call(input);
    }
}
