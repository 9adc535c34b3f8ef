using EdgeNas.Domain;
using EdgeNas.Domain.Spaces;
using Google.Protobuf;

namespace EdgeNas.Onnx;

/// <summary>
/// Writes a network as an ONNX model (IR version 8, opset 17): <c>Conv</c>, <c>BatchNormalization</c>, <c>Clip</c> to 0..6, <c>Add</c>,
/// <c>GlobalAveragePool</c>, <c>Flatten</c>, <c>Gemm</c>. Dropout is left out, as it does nothing at inference. Equal inputs give equal bytes.
/// </summary>
public static class OnnxWriter
{
    /// <summary>Name of the model's input: float32 <c>[batch, channels, size, size]</c>.</summary>
    public const string Input = "input";

    /// <summary>Name of the model's output: float32 <c>[batch, classes]</c>.</summary>
    public const string Output = "logits";

    /// <param name="batch">Images per inference; null leaves the dimension open, under the name <c>batch</c>.</param>
    /// <param name="metadata">What else the file says of itself, such as the space's name. The network's name is written under <c>network</c> in any case.</param>
    /// <exception cref="EdgeNasException">The weights lack a tensor, or one has another number of elements than the network needs.</exception>
    public static byte[] Write(Network network, IWeightSource weights, int? batch = null, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        var graph = new GraphBuilder(network.Name, weights);
        string value = graph.Input(Input, batch, network.Input.Channels, network.Input.Size, network.Input.Size);
        foreach (var block in network.Blocks)
        {
            string entered = value;
            foreach (var convolution in block.Convolutions) value = graph.ConvBatchNorm(convolution, value);
            if (block.Residual) value = graph.Add($"{block.Name}.add", entered, value);
        }

        value = graph.GlobalAveragePool(value);
        for (int i = 0; i < network.Linears.Length; i++)
        {
            bool last = i == network.Linears.Length - 1;
            value = graph.Linear(network.Linears[i], value, last ? Output : null);
        }

        graph.Output(Output, batch, network.Input.Classes);
        return graph.Model([new("network", network.Name), .. metadata ?? []]).ToByteArray();
    }
}
