using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>
/// Files that the real package wrote. What is saved here has the same bytes, so files go both ways; these tests run with the real package too, which
/// keeps the files honest.
/// </summary>
public sealed class GoldenFileTests
{
    [Fact]
    public void Network_Saved_HasTheRealPackagesBytes()
    {
        using var network = Network();
        using var stream = new MemoryStream();

        network.save(stream);

        Assert.Equal(Golden("network.dat"), stream.ToArray());
    }

    [Fact]
    public void Network_RealPackagesFile_IsLoaded()
    {
        using Sequential wanted = Network(), loaded = Empty();

        loaded.load(Path.Combine(AppContext.BaseDirectory, "golden", "network.dat"));

        var state = loaded.state_dict();
        foreach (var (name, tensor) in wanted.state_dict()) TensorAssert.Same(tensor, state[name]);
    }

    [Fact]
    public void Tensors_OfEachType_HaveTheRealPackagesBytes()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);

        foreach (var tensor in Tensors()) tensor.Save(writer);

        writer.Flush();
        Assert.Equal(Golden("tensors.dat"), stream.ToArray());
    }

    [Fact]
    public void Tensors_RealPackagesFile_AreLoaded()
    {
        using var scope = NewDisposeScope();
        using var reader = new BinaryReader(new MemoryStream(Golden("tensors.dat")));

        foreach (var wanted in Tensors()) TensorAssert.Same(wanted, Tensor.Load(reader));
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    [InlineData("adamw")]
    public void Optimizer_Saved_HasTheRealPackagesBytesAndLoadsThem(string name)
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(tensor(new[] { 1f, -2f }));
        using var optimizer = Optimizer(name, parameter);
        parameter.pow(2).sum().backward();
        optimizer.step();
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);

        optimizer.save_state_dict(writer);
        writer.Flush();
        Assert.Equal(Golden(name + ".dat"), stream.ToArray());

        using var other = Optimizer(name, new Parameter(zeros(2)));
        other.load_state_dict(new BinaryReader(new MemoryStream(Golden(name + ".dat"))));
        using var again = new MemoryStream();
        using var secondWriter = new BinaryWriter(again);
        other.save_state_dict(secondWriter);
        secondWriter.Flush();
        Assert.Equal(stream.ToArray(), again.ToArray());
    }

    private static OptimizerHelper Optimizer(string name, Parameter parameter) => name switch
    {
        "sgd" => optim.SGD([parameter], 0.25, momentum: 0.5, weight_decay: 0.125, nesterov: true),
        "adam" => optim.Adam([parameter], 0.25, beta1: 0.5, beta2: 0.75, amsgrad: true),
        _ => optim.AdamW([parameter], 0.25, beta1: 0.5, beta2: 0.75, weight_decay: 0.125),
    };

    private static Tensor[] Tensors() =>
    [
        tensor(new byte[] { 1, 255 }), tensor(new sbyte[] { -1, 2 }), tensor(new short[] { -300 }), tensor(new[] { 1, -2, 3 }, [3, 1]), tensor(new[] { 1L << 40 }),
        tensor(new[] { 1.5f, -2f }).to(float16), tensor(new[] { 1.5f, float.NaN }), tensor(new[] { Math.PI }), tensor(new[] { true, false }),
        tensor(new[] { 1.5f, -2f }).to(bfloat16), tensor(7), zeros(0, 2), ones(200, 1),
    ];

    private static Sequential Empty() => nn.Sequential(
        ("conv", nn.Conv2d(2, 4, 3, groups: 2, bias: false)), ("bn", nn.BatchNorm2d(4)), ("act", nn.ReLU6()), ("flat", nn.Flatten()), ("head", nn.Linear(4, 3)));

    private static Sequential Network()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var network = Empty();
        int start = 0;
        foreach (var (_, tensor) in network.state_dict())
        {
            var numbers = arange(start, start + tensor.numel(), float32).mul(0.25).reshape(tensor.shape);
            tensor.copy_(numbers.to(tensor.dtype));
            start++;
        }

        return network;
    }

    private static byte[] Golden(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "golden", name));
}
