using System.Collections.Immutable;

namespace EdgeNas.Domain.Spaces;

/// <summary>
/// A convolution without bias, its batch norm, and ReLU6 if <see cref="Activation"/>. Padding is <c>Kernel / 2</c>, so the image's size is divided
/// by the stride, rounded up. Parameters, by name: <c>{Name}.conv.weight</c> <c>[Out, In / Groups, Kernel, Kernel]</c> and
/// <c>{Name}.bn.weight|bias|running_mean|running_var</c> <c>[Out]</c>.
/// </summary>
/// <param name="InSize">Width and height of the image that enters, in pixels.</param>
public sealed record ConvBatchNorm(string Name, int In, int Out, int Kernel, int Stride, int Groups, bool Activation, int InSize)
{
    public int OutSize => (InSize + Stride - 1) / Stride;

    /// <summary>Multiply-adds for one image; batch norm is folded into the convolution at inference and counts nothing.</summary>
    public long MultiplyAdds => (long)OutSize * OutSize * Out * (In / Groups) * Kernel * Kernel;

    /// <summary>Weights of the convolution and the two trained vectors of the batch norm.</summary>
    public long Parameters => ((long)Out * (In / Groups) * Kernel * Kernel) + (2L * Out);
}

/// <summary>Convolutions in a row; with <see cref="Residual"/> the block's input is added to the result. No convolutions: the identity.</summary>
public sealed record NetworkBlock(string Name, ImmutableArray<ConvBatchNorm> Convolutions, bool Residual);

/// <summary>A linear layer with bias: <c>{Name}.weight</c> <c>[Out, In]</c>, <c>{Name}.bias</c> <c>[Out]</c>; ReLU6 if <see cref="Activation"/>.</summary>
public sealed record LinearLayer(string Name, int In, int Out, bool Activation)
{
    public long MultiplyAdds => (long)In * Out;

    public long Parameters => ((long)In * Out) + Out;
}

/// <summary>
/// A concrete network, ready to be built, exported or priced: blocks in order (stem, layers, head convolution), global average pooling,
/// the linear layers with dropout before the last. Input <c>[batch, channels, size, size]</c>, output logits <c>[batch, classes]</c>, float32.
/// </summary>
public sealed record Network(string Name, InputShape Input, ImmutableArray<NetworkBlock> Blocks, ImmutableArray<LinearLayer> Linears, double Dropout)
{
    /// <summary>Multiply-adds for one image.</summary>
    public long MultiplyAdds => Convolutions.Sum(c => c.MultiplyAdds) + Linears.Sum(l => l.MultiplyAdds);

    /// <summary>Trained parameters.</summary>
    public long Parameters => Convolutions.Sum(c => c.Parameters) + Linears.Sum(l => l.Parameters);

    public IEnumerable<ConvBatchNorm> Convolutions => Blocks.SelectMany(block => block.Convolutions);
}
