using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNas.Domain;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Hosting.Report;
using EdgeNas.Hosting.Results;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Export;

/// <summary>Writes a search's run folder: what it hands over. Everything comes from the events and the artifacts, so it can be written at any time, and again.</summary>
public static class RunExport
{
    private static readonly JsonSerializerOptions Indented = new(SearchEventJson.Options) { WriteIndented = true };

    /// <summary>Writes as much as there is: models once they are trained, tables and the report always.</summary>
    /// <exception cref="EdgeNasException">The folder can't be written, or an artifact is missing or damaged.</exception>
    public static void Write(RecordedSearch search, IArtifactStore artifacts, string folder)
    {
        var state = search.State;
        void Put(string name, string text) => AtomicFile.Write(Path.Combine(folder, name), Encoding.UTF8.GetBytes(text));

        Put("events.jsonl", EventLines(search.Events));
        foreach (var side in state.Sides) WriteDevice(side, artifacts, state.Others is null ? folder : Path.Combine(folder, side.Spec.Device));
        Put("report.html", ReportPage.Write(search));
    }

    /// <summary>What there is for one device; with several each has a folder of its name.</summary>
    private static void WriteDevice(SearchState state, IArtifactStore artifacts, string folder)
    {
        void Put(string name, string text) => AtomicFile.Write(Path.Combine(folder, name), Encoding.UTF8.GetBytes(text));

        Put("measurements.csv", Measurements(state));
        Put("front.json", Front(state));
        foreach (var trained in state.Trained.Where(trained => trained.Network is not null))
        {
            string place = trained.Subject == Subjects.Winner ? "" : $"baselines/{trained.Subject}/";
            Put($"{place}architecture.json", Architecture(state, trained));
            if (trained.Finished is not { Onnx: { } onnx, Safetensors: { } safetensors }) continue;
            AtomicFile.Write(Path.Combine(folder, $"{place}model.onnx"), artifacts.Get(onnx));
            AtomicFile.Write(Path.Combine(folder, $"{place}model.safetensors"), artifacts.Get(safetensors));
        }
    }

    /// <summary>
    /// One JSON object per event in canonical order: track by track and device by device, each in the order in which it happened (shards of a round, which run side by side, in theirs), so that two runs of the same search have the same
    /// lines but for times and measured latencies. The search's id is the folder's name and in no file that they would differ by.
    /// </summary>
    public static string EventLines(ImmutableArray<StoredEvent> events)
    {
        var lines = new StringBuilder();
        int number = 0;
        string[] devices = [.. events.Select(stored => stored.Event).OfType<SearchCreated>().SelectMany(created => created.Spec.Goals).Skip(1).Select(goal => goal.Name)];
        foreach (var stored in events.OrderBy(stored => Place(stored.Event, devices)))
        {
            var data = JsonNode.Parse(SearchEventJson.Write(stored.Event))!.AsObject();
            if (stored.Event is SearchCreated) data.Remove("search");
            string elapsed = stored.ElapsedSeconds?.ToString("R", CultureInfo.InvariantCulture) ?? "null";
            lines.Append(CultureInfo.InvariantCulture, $"{{\"number\":{++number},\"track\":\"{stored.Event.Track.ToString().ToLowerInvariant()}\",\"type\":\"{SearchEventJson.Manifest(stored.Event)}\"");
            lines.Append(CultureInfo.InvariantCulture, $",\"at\":\"{stored.At.UtcDateTime:O}\",\"elapsedSeconds\":{elapsed},\"data\":{data.ToJsonString(SearchEventJson.Options)}}}\n");
        }

        return lines.ToString();
    }

    /// <param name="devices">All but the first.</param>
    private static (Track Track, int Device, int Round, int Step, int Shard) Place(SearchEvent happened, string[] devices) => happened switch
    {
        ChoicesJudged judged => (Track.Accuracy, 0, judged.Round, 0, 0),
        ShardCompleted shard => (Track.Accuracy, 0, shard.Round, 1, shard.Shard),
        RoundCompleted round => (Track.Accuracy, 0, round.Round, 2, 0),
        SearchCompleted or SearchCancelled => (Track.Result, int.MaxValue, 0, 0, 0),
        _ => (happened.Track, 1 + Array.IndexOf(devices, happened.DeviceName), 0, 0, 0),
    };

    /// <summary>All measurements in order; latencies in milliseconds.</summary>
    public static string Measurements(SearchState state)
    {
        var lines = new StringBuilder("network,purpose,repetition,median_ms,p95_ms,p99_ms,cv,low_ms,high_ms,samples,doubted,suspicion\n");
        foreach (var m in state.Measurements)
        {
            var t = m.Measurement;
            lines.Append(
                CultureInfo.InvariantCulture,
                $"{m.Network},{m.Purpose.ToString().ToLowerInvariant()},{m.Repetition},{t.MedianMilliseconds:R},{t.P95Milliseconds:R},{t.P99Milliseconds:R},{t.CoefficientOfVariation:R},{t.MedianLowMilliseconds:R},{t.MedianHighMilliseconds:R},{t.SamplesMilliseconds.Length},{(m.Doubted ? "yes" : "no")},{Quoted(t.Suspicion)}\n");
        }

        return lines.ToString();
    }

    private static string Front(SearchState state) => Json(new
    {
        Device = state.Measurements.FirstOrDefault()?.Device,
        state.LimitMilliseconds,
        Winner = state.Winner?.Architecture,
        Front = SearchResults.Front(state).Select(row => new
        {
            row.Architecture,
            row.Accuracy,
            row.PredictedMilliseconds,
            row.MeasuredMilliseconds,
            row.Parameters,
            row.MultiplyAdds,
        }),
    });

    /// <summary>What is needed to build the network again, and what is known of it.</summary>
    private static string Architecture(SearchState state, TrainedNetwork trained)
    {
        var (multiplyAdds, parameters) = trained.Network!.Costs(state.Spec.Space, state.Input);
        return Json(new
        {
            trained.Subject,
            Code = trained.Network.Architecture?.Code,
            Width = trained.Network.Architecture is null ? trained.Network.Width : (double?)null,
            Layers = Layers(state.Spec.Space, trained.Network),
            state.Input,
            Parameters = parameters,
            MultiplyAdds = multiplyAdds,
            InheritedAccuracy = trained.Subject == Subjects.Winner ? state.Winner?.InheritedAccuracy : null,
            TestAccuracy = trained.Finished?.TestAccuracy,
            OnnxMaxDifference = trained.Finished?.MaxDifference,
            trained.MeasuredMilliseconds,
            state.LimitMilliseconds,
            Device = state.Measurements.FirstOrDefault()?.Device,
            state.Spec.Seed,
            state.Spec.Space,
        });
    }

    private static IEnumerable<object> Layers(SearchSpace space, NetworkRef network)
    {
        int digit = 0;
        foreach (var layer in space.Layers)
        {
            var choice = (layer.IsSearchable, network.Architecture) switch
            {
                (false, _) => layer.Choices[0],
                (true, { } architecture) => layer.Choices[architecture[digit++]],
                (true, null) => LayerChoice.MbConv(3, 6),
            };
            yield return new { Choice = choice.Name, layer.In, layer.Out, layer.Stride };
        }
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, Indented) + "\n";

    private static string Quoted(string? text) => text is null ? "" : $"\"{text.Replace("\"", "\"\"")}\"";
}
