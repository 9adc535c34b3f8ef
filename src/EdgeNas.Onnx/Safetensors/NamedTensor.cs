using System.Collections.Immutable;

namespace EdgeNas.Onnx.Safetensors;

/// <summary>A tensor with its name; elements in row-major order. An empty shape is a scalar.</summary>
public abstract record NamedTensor(string Name, ImmutableArray<int> Shape)
{
    /// <summary>Number of elements that <see cref="Shape"/> says.</summary>
    public long Count => Shape.Aggregate(1L, (product, dimension) => product * dimension);
}

/// <summary>A float32 tensor.</summary>
public sealed record FloatTensor(string Name, ImmutableArray<int> Shape, ReadOnlyMemory<float> Data) : NamedTensor(Name, Shape);

/// <summary>An int64 tensor.</summary>
public sealed record Int64Tensor(string Name, ImmutableArray<int> Shape, ReadOnlyMemory<long> Data) : NamedTensor(Name, Shape);
