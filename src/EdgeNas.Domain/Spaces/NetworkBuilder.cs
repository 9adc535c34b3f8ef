using System.Collections.Immutable;

namespace EdgeNas.Domain.Spaces;

/// <summary>Turns an architecture of a space into the <see cref="Network"/> that it stands for.</summary>
public static class NetworkBuilder
{
    /// <summary>
    /// The network of <paramref name="architecture"/>. The names of its parameters hold the layer's number and choice (<c>layers.3.k5e6.expand</c>), so
    /// that they name the same tensors in the supernet and in a network trained alone.
    /// </summary>
    /// <exception cref="EdgeNasException">The space is one of cells, which aren't built.</exception>
    public static Network Build(SearchSpace space, Architecture architecture, InputShape input)
    {
        if (space.Kind == SpaceKind.Cell) throw new EdgeNasException($"Architecture {architecture} is a cell of space {space.Name}, which is known from tables only: set accuracy = table and device = table.");
        int digit = 0;
        var choices = space.Layers.Select(layer => layer.IsSearchable ? layer.Choices[architecture[digit++]] : layer.Choices[0]);
        return Chain(architecture.Code, space, input, [.. choices], width: 1);
    }

    /// <summary>
    /// The baseline: a MobileNetV2 chain in the space's shape (every searchable layer kernel 3, expansion 6) whose channels are multiplied by
    /// <paramref name="width"/> and rounded to multiples of 8 (Sandler et al., 2018, section 4), never under 8.
    /// </summary>
    public static Network MobileNetV2(SearchSpace space, InputShape input, double width) =>
        Chain($"mobilenetv2-{width:0.00}", space, input, [.. space.Layers.Select(layer => layer.IsSearchable ? LayerChoice.MbConv(3, 6) : layer.Choices[0])], width);

    /// <summary>The block that <paramref name="choice"/> builds in layer number <paramref name="index"/> (counted over all layers, from 0).</summary>
    public static NetworkBlock Block(int index, LayerChoice choice, int channelsIn, int channelsOut, int stride, int size)
    {
        string name = $"layers.{index}.{choice.Name}";
        bool keepsShape = channelsIn == channelsOut && stride == 1;
        if (choice.IsSkip)
        {
            return new NetworkBlock(name, keepsShape ? [] : [new ConvBatchNorm($"{name}.reduce", channelsIn, channelsOut, 1, stride, 1, true, size)], false);
        }

        int inner = channelsIn * choice.Expansion;
        var convolutions = ImmutableArray.CreateBuilder<ConvBatchNorm>();
        if (choice.Expansion > 1) convolutions.Add(new ConvBatchNorm($"{name}.expand", channelsIn, inner, 1, 1, 1, true, size));
        var depthwise = new ConvBatchNorm($"{name}.depthwise", inner, inner, choice.Kernel, stride, inner, true, size);
        convolutions.Add(depthwise);
        convolutions.Add(new ConvBatchNorm($"{name}.project", inner, channelsOut, 1, 1, 1, false, depthwise.OutSize));
        return new NetworkBlock(name, convolutions.ToImmutable(), keepsShape);
    }

    /// <summary>The stem's convolution: 3×3 from the image to the space's first channels.</summary>
    public static NetworkBlock Stem(InputShape input, int channels, int stride) =>
        new("stem", [new ConvBatchNorm("stem", input.Channels, channels, 3, stride, 1, true, input.Size)], false);

    /// <summary>The last 1×1 convolution, before pooling.</summary>
    public static NetworkBlock Head(int channelsIn, int channels, int size) =>
        new("head", [new ConvBatchNorm("head", channelsIn, channels, 1, 1, 1, true, size)], false);

    /// <summary>The linear layers after pooling; the last is the classifier.</summary>
    public static ImmutableArray<LinearLayer> Classifier(int channels, int features, int classes) => features > 0
        ? [new LinearLayer("features", channels, features, true), new LinearLayer("classifier", features, classes, false)]
        : [new LinearLayer("classifier", channels, classes, false)];

    private static Network Chain(string name, SearchSpace space, InputShape input, ImmutableArray<LayerChoice> choices, double width)
    {
        var blocks = ImmutableArray.CreateBuilder<NetworkBlock>();
        blocks.Add(Stem(input, Scaled(space.StemChannels, width), space.StemStride));
        for (int i = 0; i < space.Layers.Length; i++)
        {
            var layer = space.Layers[i];
            blocks.Add(Block(i, choices[i], Scaled(layer.In, width), Scaled(layer.Out, width), layer.Stride, SizeAfter(blocks, input)));
        }

        int head = Scaled(space.HeadChannels, Math.Max(1, width));
        blocks.Add(Head(Scaled(space.Layers[^1].Out, width), head, SizeAfter(blocks, input)));
        return new Network(name, input, blocks.ToImmutable(), Classifier(head, space.HeadFeatures, input.Classes), space.Dropout);
    }

    private static int SizeAfter(IEnumerable<NetworkBlock> blocks, InputShape input) =>
        blocks.SelectMany(block => block.Convolutions).LastOrDefault()?.OutSize ?? input.Size;

    private static int Scaled(int channels, double width) => width == 1 ? channels : Math.Max(8, (int)Math.Round(channels * width / 8) * 8);
}
