using EdgeNas.Domain;
using EdgeNas.Domain.Searches;
using EdgeNas.Learning.Modules;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EdgeNas.Learning.Training;

/// <summary>One step of training: forward, cross-entropy with label smoothing, backward, update.</summary>
internal static class GradientStep
{
    /// <param name="batch">Where the module is; stays the caller's.</param>
    /// <param name="what">Names the step in an error: <c>round 3, step 17</c>.</param>
    /// <param name="setting">Where the optimizer's keys stand in the spec: <c>supernet</c> or <c>train</c>.</param>
    /// <returns>The batch's mean loss.</returns>
    /// <exception cref="EdgeNasException">Loss or gradients are no longer finite; the parameters are as before the step.</exception>
    public static double Take(ImageClassifier module, NesterovSgd optimizer, BatchTensors batch, OptimizerSpec spec, double rate, string what, string setting)
    {
        using var scope = NewDisposeScope();
        using var logits = module.forward(batch.Images);
        using var loss = functional.cross_entropy(logits, batch.Labels, label_smoothing: spec.LabelSmoothing);
        loss.backward();
        Parameter[] used = [.. module.UsedParameters.Select(name => module.Tensors.Parameters[name])];
        // A graphics processor is waited for here alone: until then it had all of the step's work but the update, and that goes on beside what follows.
        double norm = optimizer.Clip(used), value = loss.item<float>();
        bool finite = double.IsFinite(norm) && double.IsFinite(value);
        if (finite) optimizer.Step(rate);
        // Null, not zero: the next step's unused parameters must have no gradient at all.
        foreach (var parameter in used) parameter.grad = null;
        if (finite) return value;
        throw new EdgeNasException(
            $"Training diverged at {what}: the loss was {value}, the gradients' norm {norm}, at a learning rate of {rate:0.#####}. "
            + $"Lower {setting}.learning-rate or {setting}.gradient-clip.");
    }
}
