using EdgeNas.Domain.Sampling;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Modules;

/// <summary>
/// Makes a module's tensors under dotted names (<c>layers.3.k5e6.expand.conv.weight</c>) as a tree of modules, and keeps them by name. Each initial value comes
/// from a stream of its own, named after the tensor, so it depends on the seed and on nothing else that is in the module.
/// </summary>
internal sealed class NamedTensors(nn.Module root, long seed, string purpose, ComputeTarget compute)
{
    private readonly Dictionary<string, Group> _groups = [];
    private readonly Dictionary<string, Parameter> _parameters = [];
    private readonly Dictionary<string, Tensor> _buffers = [];

    /// <summary>Where the tensors are.</summary>
    public ComputeTarget Compute => compute;

    public IReadOnlyDictionary<string, Parameter> Parameters => _parameters;

    /// <summary>Running means and variances.</summary>
    public IReadOnlyDictionary<string, Tensor> Buffers => _buffers;

    /// <summary>Puts a module into the tree; its tensors are made known one by one.</summary>
    public void Attach(string path, nn.Module module)
    {
        int dot = path.LastIndexOf('.');
        (dot < 0 ? root : GroupOf(path[..dot])).register_module(path[(dot + 1)..], module);
    }

    /// <summary>A parameter of a module in the tree, drawn from a normal distribution of mean 0.</summary>
    public void Normal(string name, Parameter parameter, double deviation)
    {
        using var values = Drawn(name, deviation, parameter.shape);
        using var frozen = no_grad();
        parameter.copy_(values);
        Add(name, parameter);
    }

    /// <summary>A parameter of a module in the tree, as it is.</summary>
    public void Add(string name, Parameter parameter) => _parameters[name] = parameter;

    /// <summary>A tensor of a module in the tree that isn't trained, but belongs to the weights.</summary>
    public void AddBuffer(string name, Tensor buffer) => _buffers[name] = buffer;

    /// <summary>A new parameter drawn from a normal distribution of mean 0.</summary>
    public Tensor Normal(string name, double deviation, params long[] shape) => Parameter(name, Drawn(name, deviation, shape));

    /// <summary>A new parameter of equal values.</summary>
    public Tensor Parameter(string name, double value, params long[] shape) => Parameter(name, full(shape, value, ScalarType.Float32, device: compute.Device));

    private Tensor Drawn(string name, double deviation, long[] shape)
    {
        var random = new SeedStream(seed, $"{purpose}/initial/{name}");
        var values = new float[shape.Aggregate(1L, (product, dimension) => product * dimension)];
        for (int i = 0; i < values.Length; i++) values[i] = (float)(deviation * random.NextGaussian());
        return tensor(values.AsMemory(), shape, device: compute.Device);
    }

    private Parameter Parameter(string name, Tensor value)
    {
        var parameter = new Parameter(value);
        var (group, last) = Place(name);
        group.register_parameter(last, parameter);
        return _parameters[name] = parameter;
    }

    private (nn.Module Group, string Last) Place(string name)
    {
        int dot = name.LastIndexOf('.');
        return (GroupOf(name[..dot]), name[(dot + 1)..]);
    }

    private Group GroupOf(string path)
    {
        if (_groups.TryGetValue(path, out var known)) return known;
        int dot = path.LastIndexOf('.');
        var group = new Group(path);
        (dot < 0 ? root : GroupOf(path[..dot])).register_module(path[(dot + 1)..], group);
        return _groups[path] = group;
    }

    /// <summary>A node of the tree of names; computes nothing.</summary>
    private sealed class Group(string name) : nn.Module(name);
}
