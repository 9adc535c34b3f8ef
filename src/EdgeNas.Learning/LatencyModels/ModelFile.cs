using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNas.Domain;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.LatencyModels.Encoding;
using EdgeNas.Learning.LatencyModels.Transfer;

namespace EdgeNas.Learning.LatencyModels;

/// <summary>A stored model: what it was fitted to, and what tuning found. Loading builds it again from both, so that the file is small and can be read by people.</summary>
/// <param name="Encoding">Encoder and column of the table that it was fitted to.</param>
/// <param name="Target">The table's column with the latency; several, of several devices, are joined by commas.</param>
public sealed record ModelFile(EncodingChoice Encoding, string Target, CalibratedModel Model)
{
    private const string Format = "edgenas.latency-model.v1";

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = false };

    public string ToJson() => JsonSerializer.Serialize(
        new Stored(
            Format, Encoding.Encoder, Encoding.Column, Model.Data.Set.Encoder.Alphabets.Length, Model.Data.Set.Encoder.Alphabets.Max(), Target, Model.Kind.Name, Model.Score, Model.Calibration,
            [.. Model.Data.Set.Architectures.Select(architecture => architecture.Code)], [.. Model.Data.Milliseconds], Model.Model.State,
            Encoding.Space is null ? null : JsonSerializer.SerializeToNode(Encoding.Space, SearchEventJson.Options)),
        Options);

    /// <exception cref="EdgeNasException">No such file, or it holds no model.</exception>
    public static ModelFile Load(string path)
    {
        if (!File.Exists(path)) throw new EdgeNasException($"Model {path}: there is no such file; `edgenas estimator fit` writes one.");
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EdgeNasException($"Model {path} can't be read: {e.Message}", e);
        }
    }

    /// <param name="source">Where the text is from, for error messages.</param>
    public static ModelFile Parse(string json, string source)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(json, Options) ?? throw new JsonException("it is null");
            if (stored.Format != Format) throw new JsonException($"its format is '{stored.Format}', expected '{Format}'");
            if (stored.Codes.Length < CalibratedModel.LeastSamples || stored.Codes.Length != stored.Milliseconds.Length) throw new JsonException($"it has {stored.Codes.Length} codes and {stored.Milliseconds.Length} latencies");
            var choice = EncodingChoice.Parse($"{stored.Encoder}:{stored.Column}") with { Space = stored.Space?.Deserialize<SearchSpace>(SearchEventJson.Options), Devices = [.. stored.Target.Split(',')] };
            var set = EncodedSet.Of(choice.For(stored.Digits, stored.Choices), [.. stored.Codes.Select(code => new Architecture(code))]);
            var data = new TrainingSet(set, [.. stored.Milliseconds]);
            var kind = stored.Kind == TransferModel.KindName ? TransferModel.Of(stored.State) : ModelKinds.Find(stored.Kind);
            return new ModelFile(choice, stored.Target, CalibratedModel.Restore(kind, kind.Restore(data, stored.State), data, stored.Score, stored.Calibration));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NullReferenceException or ArgumentException or EdgeNasException)
        {
            throw new EdgeNasException($"{source} is no latency model of this version: {e.Message} Fit it again with `edgenas estimator fit`.", e);
        }
    }

    private sealed record Stored(
        string Format, string Encoder, string Column, int Digits, int Choices, string Target, string Kind, double Score, Calibration Calibration, string[] Codes, double[] Milliseconds, JsonNode? State, JsonNode? Space = null);
}
