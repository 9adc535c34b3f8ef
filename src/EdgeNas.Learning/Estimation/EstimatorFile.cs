using System.Collections.Immutable;
using System.Globalization;
using EdgeNas.Domain;
using EdgeNas.Domain.Estimation;
using EdgeNas.Onnx.Safetensors;

namespace EdgeNas.Learning.Estimation;

/// <summary>A latency estimator as bytes: a safetensors file with the ensemble's weights, and in its metadata the encoding, the scale and where it belongs.</summary>
public static class EstimatorFile
{
    private const string Format = "edgenas.latency-estimator.v1";

    /// <param name="space">Name of the space, for people.</param>
    /// <param name="device">Name of the device, for people.</param>
    public static byte[] ToBytes(LatencyEstimator estimator, string space, string device)
    {
        var weights = estimator.Weights;
        var tensors = new List<NamedTensor> { new FloatTensor("linear.weight", [weights.Members, estimator.Encoding.Width], weights.Linear) };
        for (int i = 0; i < weights.Layers.Length; i++)
        {
            var layer = weights.Layers[i];
            tensors.Add(new FloatTensor($"layers.{i}.weight", [weights.Members, layer.In, layer.Out], layer.Weights));
            tensors.Add(new FloatTensor($"layers.{i}.bias", [weights.Members, layer.Out], layer.Biases));
        }

        return SafetensorsFile.Of(tensors)
            .With("format", Format)
            .With("space", space)
            .With("device", device)
            .With("alphabets", string.Join(' ', estimator.Encoding.Alphabets))
            .With("scale", estimator.Transform.Scale.ToString())
            .With("mean", estimator.Transform.Mean.ToString("R"))
            .With("deviation", estimator.Transform.Deviation.ToString("R"))
            .With("spread", estimator.Spread.ToString("R"))
            .ToBytes();
    }

    /// <param name="source">Where the bytes are from, for error messages.</param>
    /// <exception cref="EdgeNasException">The bytes are no estimator; the message says what is wrong.</exception>
    public static LatencyEstimator Parse(ReadOnlyMemory<byte> bytes, string source)
    {
        var file = SafetensorsFile.Parse(bytes, source);
        EdgeNasException Invalid(string what) => new($"{source} is no latency estimator: {what}. Fit the estimator again.");
        string Text(string key) => file.Metadata.GetValueOrDefault(key) ?? throw Invalid($"its metadata has no '{key}'");
        double Number(string key) => double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw Invalid($"'{key}' is '{Text(key)}', not a number");
        FloatTensor Tensor(string name, params ReadOnlySpan<int> shape)
        {
            var tensor = file.Tensors.OfType<FloatTensor>().FirstOrDefault(tensor => tensor.Name == name) ?? throw Invalid($"it has no float32 tensor '{name}'");
            return tensor.Shape.AsSpan().SequenceEqual(shape)
                ? tensor
                : throw Invalid($"tensor '{name}' has the shape [{string.Join(", ", tensor.Shape)}], expected [{string.Join(", ", shape.ToArray())}]");
        }

        if (Text("format") != Format) throw Invalid($"its format is '{Text("format")}', expected '{Format}'");
        if (!Enum.TryParse(Text("scale"), out LatencyScale scale) || !Enum.IsDefined(scale)) throw Invalid($"its scale is '{Text("scale")}'");
        int[] alphabets = [.. Text("alphabets").Split(' ').Select(text => int.TryParse(text, out int size) && size is >= 1 and <= 36 ? size : throw Invalid($"an alphabet is '{text}'"))];
        var encoding = new OneHotEncoding([.. alphabets]);

        int members = file.Tensors.FirstOrDefault(tensor => tensor.Name == "linear.weight")?.Shape.FirstOrDefault() ?? 0;
        if (members < 1) throw Invalid("it has no members");
        var linear = Tensor("linear.weight", members, encoding.Width);
        var layers = ImmutableArray.CreateBuilder<DenseLayer>();
        for (int width = encoding.Width; file.Tensors.FirstOrDefault(tensor => tensor.Name == $"layers.{layers.Count}.weight") is { Shape: [_, _, var next] }; width = next)
        {
            string name = $"layers.{layers.Count}";
            layers.Add(new DenseLayer(width, next, Tensor($"{name}.weight", members, width, next).Data.ToArray(), Tensor($"{name}.bias", members, next).Data.ToArray()));
        }

        if (layers.Count == 0 || layers[^1].Out != 1) throw Invalid("its layers don't lead to one number");
        var weights = new EnsembleWeights(members, linear.Data.ToArray(), layers.ToImmutable());
        if (!weights.IsFinite) throw Invalid("it holds numbers that are not finite");
        return new LatencyEstimator(encoding, new LatencyTransform(scale, Number("mean"), Number("deviation")), weights, Number("spread"));
    }
}
