using EdgeNas.Domain;
using EdgeNas.Learning.Modules;
using EdgeNas.Onnx.Safetensors;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Training;

/// <summary>
/// Everything from which a training goes on bit by bit, as a safetensors file: parameters and batch-norm statistics under their names, momentum under
/// <c>momentum:</c> and the parameter's name; the metadata say how many units (rounds, epochs) are done.
/// </summary>
internal static class Checkpoint
{
    private const string MomentumPrefix = "momentum:";
    private const string DoneKey = "done";

    /// <param name="done">Rounds or epochs that the weights have behind them.</param>
    public static byte[] Write(ImageClassifier module, NesterovSgd optimizer, int done)
    {
        var tensors = Weights(module).Concat(optimizer.Momentum.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => Named(MomentumPrefix + entry.Key, entry.Value)));
        return SafetensorsFile.Of(tensors).With(DoneKey, $"{done}").ToBytes();
    }

    /// <summary>Parameters and statistics alone, in order of their names.</summary>
    public static IEnumerable<NamedTensor> Weights(ImageClassifier module) =>
        module.Tensors.Parameters.Select(entry => (entry.Key, Value: (Tensor)entry.Value))
            .Concat(module.Tensors.Buffers.Select(entry => (entry.Key, entry.Value)))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => Named(entry.Key, entry.Value));

    /// <param name="source">Where the bytes are from, for errors.</param>
    /// <param name="done">The units that it must have behind it; null: any number.</param>
    /// <param name="optimizer">Null where only the weights are wanted.</param>
    /// <exception cref="EdgeNasException">The bytes are damaged or belong to another module or another point of the training.</exception>
    public static void Read(byte[] content, string source, int? done, ImageClassifier module, NesterovSgd? optimizer)
    {
        var file = SafetensorsFile.Parse(content, source);
        string found = file.Metadata.GetValueOrDefault(DoneKey, "an unknown number of");
        if (done is { } expected && found != $"{expected}")
        {
            throw new EdgeNasException($"{source} has {found} rounds or epochs behind it, expected {expected}: give the checkpoint that was written just before.");
        }

        var byName = file.Tensors.OfType<FloatTensor>().ToDictionary(found => found.Name);
        using var noGradient = no_grad();
        foreach (var (name, parameter) in module.Tensors.Parameters) Fill(parameter, Find(name));
        foreach (var (name, buffer) in module.Tensors.Buffers) Fill(buffer, Find(name));
        if (optimizer is null) return;
        var restored = new Dictionary<string, Tensor>();
        foreach (var (name, parameter) in module.Tensors.Parameters)
        {
            if (!byName.TryGetValue(MomentumPrefix + name, out var momentum)) continue;
            restored[name] = zeros(parameter.shape, ScalarType.Float32, parameter.device);
            Fill(restored[name], momentum);
        }

        optimizer.Restore(restored);

        FloatTensor Find(string name) =>
            byName.GetValueOrDefault(name) ?? throw new EdgeNasException($"{source} has no tensor '{name}': it is of another space or network. Start the search anew.");

        void Fill(Tensor target, FloatTensor value)
        {
            if (!target.shape.SequenceEqual(value.Shape.Select(dimension => (long)dimension)))
            {
                throw new EdgeNasException(
                    $"{source}: tensor '{value.Name}' has the shape [{string.Join(", ", value.Shape)}], expected [{string.Join(", ", target.shape)}]: "
                    + "it is of another space or network. Start the search anew.");
            }

            using var stored = tensor(value.Data.ToArray().AsMemory(), target.shape);
            target.copy_(stored);
        }
    }

    private static FloatTensor Named(string name, Tensor value)
    {
        using var detached = value.detach();
        using var here = detached.cpu();
        using var plain = here.contiguous();
        return new FloatTensor(name, [.. value.shape.Select(dimension => (int)dimension)], plain.data<float>().ToArray());
    }
}
