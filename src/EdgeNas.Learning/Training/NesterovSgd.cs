using EdgeNas.Domain.Searches;
using EdgeNas.Learning.Modules;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Training;

/// <summary>
/// Stochastic gradient descent with Nesterov momentum and weight decay (as PyTorch's SGD with dampening 0) for a module of which each step uses only some
/// parameters: what wasn't used keeps its value and its momentum. Momentum is known by the parameter's name, so it goes into checkpoints. Vectors (batch norm,
/// biases) aren't decayed. Owns the momentum tensors.
/// </summary>
internal sealed class NesterovSgd(ImageClassifier module, OptimizerSpec spec) : IDisposable
{
    private readonly Dictionary<string, Tensor> _momentum = [];

    /// <summary>Momentum of each parameter that was ever used, shaped like it.</summary>
    public IReadOnlyDictionary<string, Tensor> Momentum => _momentum;

    public void Restore(string name, Tensor momentum) => _momentum[name] = momentum;

    /// <summary>Takes the gradients of the named parameters, clipped to <see cref="OptimizerSpec.GradientClip"/> together.</summary>
    /// <returns>The norm of the gradients before they were clipped; nothing is changed where it isn't finite.</returns>
    public double Step(IReadOnlyCollection<string> used, double learningRate)
    {
        Parameter[] parameters = [.. used.Select(name => module.Tensors.Parameters[name])];
        double norm = nn.utils.clip_grad_norm_(parameters, spec.GradientClip > 0 ? spec.GradientClip : double.MaxValue);
        if (!double.IsFinite(norm)) return norm;
        using var noGradient = no_grad();
        int i = 0;
        foreach (string name in used) Update(name, parameters[i++], learningRate);
        return norm;
    }

    public void Dispose()
    {
        foreach (var momentum in _momentum.Values) momentum.Dispose();
        _momentum.Clear();
    }

    private void Update(string name, Parameter parameter, double learningRate)
    {
        using var gradient = parameter.grad!;
        if (spec.WeightDecay > 0 && parameter.shape.Length > 1) gradient.add_(parameter, alpha: spec.WeightDecay);
        if (!_momentum.TryGetValue(name, out var momentum))
        {
            momentum = zeros(parameter.shape, ScalarType.Float32).DetachFromDisposeScope();
            _momentum[name] = momentum;
        }

        momentum.mul_(spec.Momentum).add_(gradient);
        parameter.add_(gradient.add_(momentum, alpha: spec.Momentum), alpha: -learningRate);
    }
}
