using EdgeNas.Domain;

namespace EdgeNas.Onnx;

/// <summary>Where a network's parameters come from, under the names that <see cref="Domain.Spaces.Network"/>'s parts document.</summary>
public interface IWeightSource
{
    /// <summary>The tensor's elements in row-major order, float32.</summary>
    /// <param name="name">Such as <c>layers.3.k5e6.expand.conv.weight</c>.</param>
    /// <param name="shape">The shape that the network needs.</param>
    /// <exception cref="EdgeNasException">There is no such tensor, or it has another shape.</exception>
    ReadOnlyMemory<float> Get(string name, ReadOnlySpan<int> shape);
}
