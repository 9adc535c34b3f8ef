using System.Runtime.InteropServices;
using EdgeNas.Domain;
using EdgeNas.Domain.Spaces;
using EdgeNas.Onnx.Schema;
using Google.Protobuf;

namespace EdgeNas.Onnx;

/// <summary>Collects the nodes and weights of one graph. Each method adds an operator and returns the name of its result.</summary>
internal sealed class GraphBuilder(string name, IWeightSource weights)
{
    private const int IrVersion = 8;
    private const int Opset = 17;

    /// <summary>Of every batch norm here, and PyTorch's default.</summary>
    private const float Epsilon = 1e-5f;

    /// <summary>In the operator's order of inputs.</summary>
    private static readonly string[] BatchNormVectors = ["weight", "bias", "running_mean", "running_var"];

    private readonly GraphProto _graph = new() { Name = name };
    private bool _hasClipBounds;

    public string Input(string valueName, int? batch, params ReadOnlySpan<int> dimensions)
    {
        _graph.Input.Add(Value(valueName, batch, dimensions));
        return valueName;
    }

    public void Output(string valueName, int? batch, params ReadOnlySpan<int> dimensions) => _graph.Output.Add(Value(valueName, batch, dimensions));

    public string ConvBatchNorm(ConvBatchNorm layer, string input)
    {
        string weight = Weight($"{layer.Name}.conv.weight", layer.Out, layer.In / layer.Groups, layer.Kernel, layer.Kernel);
        int padding = layer.Kernel / 2;
        string convolved = Node(
            "Conv", $"{layer.Name}.conv", [input, weight],
            [
                Ints("dilations", 1, 1), Int("group", layer.Groups), Ints("kernel_shape", layer.Kernel, layer.Kernel),
                Ints("pads", padding, padding, padding, padding), Ints("strides", layer.Stride, layer.Stride),
            ]);

        string[] vectors = [.. BatchNormVectors.Select(vector => Weight($"{layer.Name}.bn.{vector}", layer.Out))];
        string normalised = Node("BatchNormalization", $"{layer.Name}.bn", [convolved, .. vectors], [Float("epsilon", Epsilon)]);
        return layer.Activation ? Relu6($"{layer.Name}.relu6", normalised) : normalised;
    }

    public string Add(string nodeName, string left, string right) => Node("Add", nodeName, [left, right], []);

    /// <summary>From <c>[batch, channels, height, width]</c> to <c>[batch, channels]</c>.</summary>
    public string GlobalAveragePool(string input)
    {
        string pooled = Node("GlobalAveragePool", "pool", [input], []);
        return Node("Flatten", "flatten", [pooled], [Int("axis", 1)]);
    }

    /// <param name="output">Name of the result, where it matters.</param>
    public string Linear(LinearLayer layer, string input, string? output)
    {
        string weight = Weight($"{layer.Name}.weight", layer.Out, layer.In), bias = Weight($"{layer.Name}.bias", layer.Out);
        string result = Node("Gemm", layer.Name, [input, weight, bias], [Int("transB", 1)], layer.Activation ? null : output);
        return layer.Activation ? Relu6($"{layer.Name}.relu6", result, output) : result;
    }

    public ModelProto Model(IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "EdgeNas",
            ProducerVersion = typeof(GraphBuilder).Assembly.GetName().Version?.ToString(3) ?? "",
            Graph = _graph,
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = Opset });
        model.MetadataProps.AddRange(metadata.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
        return model;
    }

    private string Relu6(string nodeName, string input, string? output = null)
    {
        if (!_hasClipBounds)
        {
            Initializer("relu6.min", [], [0]);
            Initializer("relu6.max", [], [6]);
            _hasClipBounds = true;
        }

        return Node("Clip", nodeName, [input, "relu6.min", "relu6.max"], [], output);
    }

    private string Node(string type, string nodeName, string[] inputs, AttributeProto[] attributes, string? output = null)
    {
        output ??= $"{nodeName}.out";
        var node = new NodeProto { Name = nodeName, OpType = type };
        node.Input.AddRange(inputs);
        node.Output.Add(output);
        node.Attribute.AddRange(attributes);
        _graph.Node.Add(node);
        return output;
    }

    private string Weight(string weightName, params ReadOnlySpan<int> shape)
    {
        var values = weights.Get(weightName, shape).Span;
        long needed = 1;
        foreach (int dimension in shape) needed *= dimension;
        if (values.Length != needed)
        {
            throw new EdgeNasException(
                $"Weight '{weightName}' of network {name} has {values.Length} elements, but its shape [{string.Join(", ", shape.ToArray())}] needs {needed}.");
        }

        Initializer(weightName, shape, values);
        return weightName;
    }

    private void Initializer(string tensorName, ReadOnlySpan<int> shape, ReadOnlySpan<float> values)
    {
        // The format is little-endian, and so is every processor that .NET runs on.
        var tensor = new TensorProto
        {
            Name = tensorName,
            DataType = (int)TensorProto.Types.DataType.Float,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)),
        };
        foreach (int dimension in shape) tensor.Dims.Add(dimension);
        _graph.Initializer.Add(tensor);
    }

    private static ValueInfoProto Value(string valueName, int? batch, ReadOnlySpan<int> dimensions)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(batch is { } images ? new TensorShapeProto.Types.Dimension { DimValue = images } : new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        foreach (int dimension in dimensions) shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = dimension });
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape };
        return new ValueInfoProto { Name = valueName, Type = new TypeProto { TensorType = tensor } };
    }

    private static AttributeProto Int(string attribute, long value) => new() { Name = attribute, Type = AttributeProto.Types.AttributeType.Int, I = value };

    private static AttributeProto Float(string attribute, float value) => new() { Name = attribute, Type = AttributeProto.Types.AttributeType.Float, F = value };

    private static AttributeProto Ints(string attribute, params ReadOnlySpan<long> values)
    {
        var result = new AttributeProto { Name = attribute, Type = AttributeProto.Types.AttributeType.Ints };
        foreach (long value in values) result.Ints.Add(value);
        return result;
    }
}
