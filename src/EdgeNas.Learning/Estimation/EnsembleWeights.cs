using System.Collections.Immutable;

namespace EdgeNas.Learning.Estimation;

/// <summary>One dense layer of every member: weights <c>[members, In, Out]</c> and biases <c>[members, Out]</c>, row-major.</summary>
internal sealed record DenseLayer(int In, int Out, float[] Weights, float[] Biases);

/// <summary>
/// What an ensemble has learned. Each member is a linear model on the one-hot encoding plus a multi-layer perceptron (ReLU between its layers) for what
/// that leaves over.
/// </summary>
/// <param name="Linear"><c>[members, width]</c>.</param>
/// <param name="Layers">From the one-hot encoding (its width) to one number.</param>
internal sealed record EnsembleWeights(int Members, float[] Linear, ImmutableArray<DenseLayer> Layers)
{
    public bool IsFinite => Linear.All(float.IsFinite) && Layers.All(layer => layer.Weights.All(float.IsFinite) && layer.Biases.All(float.IsFinite));
}
