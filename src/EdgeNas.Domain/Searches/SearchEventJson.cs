using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EdgeNas.Domain.Searches;

/// <summary>
/// The stored form of a search's events: a JSON object under an explicit name with a version. Extend only: what an event holds beyond its first version has a
/// default, and a name once given is read for ever. <c>tests/EdgeNas.Domain.Tests/Searches/golden</c> has one file per name.
/// </summary>
public static class SearchEventJson
{
    /// <summary>A whole event, raw samples included, is a few hundred kilobytes at most; anything much larger is no event.</summary>
    private const int MaximumBytes = 64 << 20;

    /// <summary>Deepest nesting in use is 8.</summary>
    private const int MaximumDepth = 16;

    private static readonly (Type Type, string Manifest)[] Table =
    [
        (typeof(SearchCreated), "search.created.v1"),
        (typeof(ArchitecturesSampled), "search.architectures-sampled.v1"),
        (typeof(NetworkMeasured), "search.network-measured.v1"),
        (typeof(NetworkRefused), "search.network-refused.v1"),
        (typeof(MeasurementsDoubted), "search.measurements-doubted.v1"),
        (typeof(LatencyLimitSet), "search.latency-limit-set.v1"),
        (typeof(EstimatorFitted), "search.estimator-fitted.v1"),
        (typeof(ShardCompleted), "search.shard-completed.v1"),
        (typeof(RoundCompleted), "search.round-completed.v1"),
        (typeof(ChoicesJudged), "search.choices-judged.v1"),
        (typeof(GenerationProposed), "search.generation-proposed.v1"),
        (typeof(GenerationScored), "search.generation-scored.v1"),
        (typeof(WinnerChosen), "search.winner-chosen.v1"),
        (typeof(RandomProposed), "search.random-proposed.v1"),
        (typeof(RandomScored), "search.random-scored.v1"),
        (typeof(BaselineChosen), "search.baseline-chosen.v1"),
        (typeof(EpochCompleted), "search.epoch-completed.v1"),
        (typeof(NetworkFinished), "search.network-finished.v1"),
        (typeof(SearchCompleted), "search.completed.v1"),
        (typeof(SearchCancelled), "search.cancelled.v1"),
    ];

    private static readonly Dictionary<Type, string> Manifests = Table.ToDictionary(row => row.Type, row => row.Manifest);

    private static readonly Dictionary<string, Type> Types = Table.ToDictionary(row => row.Manifest, row => row.Type);

    /// <summary>camelCase, enums as text, derived properties left out; for everything of the domain that is written for machines.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    public static IReadOnlyList<string> AllManifests { get; } = [.. Table.Select(row => row.Manifest)];

    public static string Manifest(SearchEvent happened) => Manifests[happened.GetType()];

    public static byte[] Write(SearchEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, happened.GetType(), Options);

    /// <exception cref="EdgeNasException">No event has this name, or the bytes are not such an event.</exception>
    public static SearchEvent Read(string manifest, ReadOnlySpan<byte> json) => Deserialize<SearchEvent>(manifest, TypeOf(manifest), json);

    /// <summary>The event with its time: two members more, <c>at</c> (ISO 8601, UTC) and <c>elapsedSeconds</c>, before those of the event.</summary>
    public static byte[] Write(StoredEvent stored)
    {
        byte[] body = Write(stored.Event);
        string elapsed = stored.ElapsedSeconds?.ToString("R", CultureInfo.InvariantCulture) ?? "null";
        byte[] head = Encoding.ASCII.GetBytes($"{{\"at\":\"{stored.At.UtcDateTime:O}\",\"elapsedSeconds\":{elapsed}{(body.Length > 2 ? "," : "")}");
        return [.. head, .. body.AsSpan(1)];
    }

    /// <exception cref="EdgeNasException">No event has this name, or the bytes are not such an event with its time.</exception>
    public static StoredEvent ReadStored(string manifest, ReadOnlySpan<byte> json)
    {
        var happened = Read(manifest, json);
        var times = Deserialize<Times>(manifest, typeof(Times), json);
        return new StoredEvent(happened, times.At, times.ElapsedSeconds);
    }

    private static Type TypeOf(string manifest) => Types.GetValueOrDefault(manifest)
        ?? throw new EdgeNasException($"No event is called '{manifest}'. The journal was written by a newer version of EdgeNas, or is damaged: use that version, or restore the journal from a backup.");

    private static T Deserialize<T>(string manifest, Type type, ReadOnlySpan<byte> json)
    {
        if (json.Length > MaximumBytes) throw new EdgeNasException($"An event {manifest} has {json.Length} bytes, more than the {MaximumBytes} that any can have: the journal is damaged.");
        try
        {
            return (T?)JsonSerializer.Deserialize(json, type, Options) ?? throw new JsonException("null instead of an object");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw new EdgeNasException($"The bytes of an event {manifest} are not one ({e.Message}): the journal is damaged. Restore it from a backup.", e);
        }
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
            MaxDepth = MaximumDepth,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            // Written to files and the journal, never into a page as it is.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutDerived, LeaveOutImpliedTrack } },
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>A property of the domain that can't be set follows from the others. (<see cref="JsonSerializerOptions.IgnoreReadOnlyProperties"/> would keep collections.)</summary>
    private static void LeaveOutDerived(JsonTypeInfo type)
    {
        if (type.Type.Assembly != typeof(SearchEventJson).Assembly) return;
        foreach (var derived in type.Properties.Where(property => property.Set is null).ToArray()) type.Properties.Remove(derived);
    }

    /// <summary>Most kinds of events belong to one track, which their name tells; only where the track is a parameter is it stored.</summary>
    private static void LeaveOutImpliedTrack(JsonTypeInfo type)
    {
        if (!type.Type.IsAssignableTo(typeof(SearchEvent))) return;
        bool isParameter = type.Type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(Track)));
        var track = type.Properties.FirstOrDefault(property => property.PropertyType == typeof(Track));
        if (!isParameter && track is not null) type.Properties.Remove(track);
    }

    private sealed record Times(DateTimeOffset At, double? ElapsedSeconds);
}
