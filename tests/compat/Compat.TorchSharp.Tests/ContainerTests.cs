using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class ContainerTests
{
    [Fact]
    public void Sequential_Slice_KeepsModulesAndNames()
    {
        using var sequence = nn.Sequential(("first", nn.Linear(2, 2)), ("second", nn.ReLU()), ("third", nn.Linear(2, 2)));

        Assert.Same(sequence[1], sequence[1..][0]);
        Assert.Equal(["second", "third"], sequence[(1, null)].named_children().Select(child => child.name));
        Assert.Equal(["first", "second"], sequence[..^1].named_children().Select(child => child.name));
        Assert.Throws<IndexOutOfRangeException>(() => sequence[(0, 4)]);
    }

    [Fact]
    public void Sequential_TheSameNameTwice_HasBoth()
    {
        using var sequence = nn.Sequential(("a", nn.Linear(2, 3)), ("a", nn.Linear(3, 1)));

        Assert.Equal(2, sequence.Count);
        Assert.Equal(4, sequence.parameters().Count());
        sequence.to(float64);
        sequence.eval();
        Assert.All(sequence.parameters(), parameter => Assert.Equal(float64, parameter.dtype));
        Assert.False(((nn.Module)sequence[1]).training);
        using var input = ones([1, 2], float64);
        using var output = sequence.call(input);
        Assert.Equal([1, 1], output.shape);
    }

    [Fact]
    public void Sequential_OfTuples_HasTheirNames()
    {
        using var sequence = nn.Sequential(Tuple.Create("a", (nn.Module<Tensor, Tensor>)nn.ReLU()), Tuple.Create("b", (nn.Module<Tensor, Tensor>)nn.Tanh()));

        Assert.Equal(["a", "b"], sequence.named_children().Select(child => child.name));
    }

    [Fact]
    public void ParametersInContainers_OfAModule_AreItsOwn()
    {
        using var module = new Containers();

        Assert.Equal(["dict.a", "dict.b", "list.0", "list.1"], module.named_parameters().Select(entry => entry.name).Order(StringComparer.Ordinal));
        Assert.True(module.has_parameter("dict.b"));
        Assert.Contains("list.1", module.state_dict().Keys);
        module.to(float64);
        Assert.All(module.parameters(), parameter => Assert.Equal(float64, parameter.dtype));
    }

    [Fact]
    public void ParameterList_OfNoModule_HasItsParameters()
    {
        using var list = nn.ParameterList(new Parameter(ones(1)), new Parameter(ones(2)));
        using var dict = nn.ParameterDict(("a", new Parameter(ones(3))));
        dict.Add(("b", new Parameter(ones(4))));

        Assert.Equal(["0", "1"], list.named_parameters().Select(entry => entry.name));
        Assert.Equal(["a", "b"], dict.keys());
        Assert.Equal([4], dict["b"].shape);
        Assert.True(dict.has_parameter("a"));
        Assert.Throws<ArgumentException>(() => dict.Add("a", new Parameter(ones(1))));
    }

    [Fact]
    public void ModuleOfThreeInputs_Called_PassesHooks()
    {
        using var scope = NewDisposeScope();
        using var module = new Three();
        module.register_forward_pre_hook((_, first, second, third) => (first * 2, second, third));
        module.register_forward_hook((_, _, _, _, output) => output + 1);

        Assert.Equal(5, module.call(ones(1), ones(1), ones(1)).item<float>());
    }

    [Theory]
    [InlineData("elu", -0.632121f)]
    [InlineData("selu", -1.111331f)]
    [InlineData("mish", -0.303401f)]
    [InlineData("softplus", 0.313262f)]
    [InlineData("logsigmoid", -1.313262f)]
    [InlineData("hardtanh", -1f)]
    public void Activation_OfMinusOne_IsPyTorchs(string name, float expected)
    {
        using var scope = NewDisposeScope();
        nn.Module<Tensor, Tensor> layer = name switch
        {
            "elu" => nn.ELU(),
            "selu" => nn.SELU(),
            "mish" => nn.Mish(),
            "softplus" => nn.Softplus(),
            "logsigmoid" => nn.LogSigmoid(),
            _ => nn.Hardtanh(),
        };

        Assert.Equal(expected, layer.call(tensor(-1f)).item<float>(), 1e-5);
    }

    [Fact]
    public void Losses_OfProbabilities_ArePyTorchs()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(0.693147, nn.BCELoss().call(tensor(new[] { 0.5f }), tensor(new[] { 1f })).item<float>(), 1e-5);
        Assert.Equal(0, nn.KLDivLoss(reduction: nn.Reduction.Sum).call(zeros(2), zeros(2)).item<float>(), 1e-5);
        Assert.Equal([1, 2, 3], nn.Unflatten(1, [2, 3]).call(ones(1, 6)).shape);
        Assert.Equal([0f, 2], nn.Dropout2d().call(ones(8, 4, 2, 2)).unique().output.data<float>().ToArray());
    }

    private sealed class Containers : nn.Module<Tensor, Tensor>
    {
        private readonly ParameterList list = new(new Parameter(ones(1)), new Parameter(ones(2)));
        private readonly ParameterDict dict = new();

        public Containers() : base(nameof(Containers))
        {
            dict.Add("a", new Parameter(ones(3)));
            dict.Add("b", new Parameter(ones(4)));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => input * list[0] * dict["a"];
    }

    private sealed class Three : nn.Module<Tensor, Tensor, Tensor, Tensor>
    {
        public Three() : base(nameof(Three))
        {
        }

        public override Tensor forward(Tensor input1, Tensor input2, Tensor input3) => input1 + input2 + input3;
    }
}
