using EdgeNas.Domain.Searches;
using EdgeNas.Learning.Modules;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Training;

/// <summary>
/// Stochastic gradient descent with Nesterov momentum and weight decay (the library's SGD with dampening 0) for a module of which each step uses only some
/// parameters: what has no gradient keeps its value and its momentum. Momentum is known by the parameter's name, so it goes into checkpoints. Vectors (batch norm,
/// biases) aren't decayed. Owns the momentum tensors.
/// </summary>
internal sealed class NesterovSgd : IDisposable
{
    /// <summary>No training reaches it; divided by any norm it is still a number in single precision, in which the library does that.</summary>
    private const double NoClip = 1e30;

    private readonly ImageClassifier _module;
    private readonly OptimizerSpec _spec;

    /// <summary>In the order of the optimizer's state: what is decayed, then what isn't.</summary>
    private readonly string[] _names;
    private readonly SGD.ParamGroup[] _groups;
    private readonly SGD _sgd;

    public NesterovSgd(ImageClassifier module, OptimizerSpec spec)
    {
        (_module, _spec) = (module, spec);
        var parameters = module.Tensors.Parameters;
        ILookup<bool, string> names = parameters.Keys.ToLookup(name => parameters[name].shape.Length > 1);
        _names = [.. names[true], .. names[false]];
        _groups = [Group(names[true], spec.WeightDecay), Group(names[false], 0)];
        _sgd = new SGD(_groups, 0, spec.Momentum, nesterov: spec.Momentum > 0);

        SGD.ParamGroup Group(IEnumerable<string> some, double decay) =>
            new([.. some.Select(name => parameters[name])], 0, spec.Momentum, 0, decay, nesterov: spec.Momentum > 0);
    }

    /// <summary>Momentum of each parameter that was ever used, shaped like it.</summary>
    public IReadOnlyDictionary<string, Tensor> Momentum
    {
        get
        {
            var states = _sgd.state_dict().State;
            return Enumerable.Range(0, _names.Length)
                .Select(i => (Name: _names[i], Buffer: ((SGD.State)states[i]).momentum_buffer))
                .Where(entry => entry.Buffer is not null)
                .ToDictionary(entry => entry.Name, entry => entry.Buffer!);
        }
    }

    /// <summary>Gives a new optimizer the momentum of an earlier one; takes the tensors.</summary>
    public void Restore(IReadOnlyDictionary<string, Tensor> momentum)
    {
        // A first step takes the gradient as it is for the momentum; at a rate of 0 and without decay it changes nothing else.
        foreach (var (name, value) in momentum)
        {
            _module.Tensors.Parameters[name].grad = value;
            value.Dispose();
        }

        _groups[0].Options.weight_decay = 0;
        _sgd.step();
        _groups[0].Options.weight_decay = _spec.WeightDecay;
        _module.zero_grad();
    }

    /// <summary>Clips the gradients of some parameters, which are all that there are, to <see cref="OptimizerSpec.GradientClip"/> together.</summary>
    /// <returns>Their norm before that.</returns>
    public double Clip(IEnumerable<Parameter> used) => nn.utils.clip_grad_norm_(used, _spec.GradientClip > 0 ? _spec.GradientClip : NoClip);

    /// <summary>Takes the gradients.</summary>
    public void Step(double learningRate)
    {
        foreach (var group in _groups) group.LearningRate = learningRate;
        _sgd.step();
    }

    public void Dispose() => _sgd.Dispose();
}
