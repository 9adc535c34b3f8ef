using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Akka.Actor;
using Akka.Serialization;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Wire;

/// <summary>The domain's JSON, and what only messages hold: references to actors, jobs and results by kind, events by their stored names.</summary>
internal static class ProtocolJson
{
    private static readonly (Type Type, string Kind)[] Jobs =
    [
        (typeof(ProfileJob), "profile"),
        (typeof(FitEstimatorJob), "fit-estimator"),
        (typeof(TrainRoundJob), "train-round"),
        (typeof(TrainShardJob), "train-shard"),
        (typeof(MergeShardsJob), "merge-shards"),
        (typeof(RegularizeJob), "regularize"),
        (typeof(ProposeJob), "propose"),
        (typeof(ScoreJob), "score"),
        (typeof(TrainEpochJob), "train-epoch"),
        (typeof(FinishJob), "finish"),
    ];

    private static readonly (Type Type, string Kind)[] Results =
    [
        (typeof(Profiled), "profiled"),
        (typeof(EstimatorFit), "estimator-fit"),
        (typeof(RoundTrained), "round-trained"),
        (typeof(ShardTrained), "shard-trained"),
        (typeof(ShardsMerged), "shards-merged"),
        (typeof(Regularized), "regularized"),
        (typeof(Proposed), "proposed"),
        (typeof(Scored), "scored"),
        (typeof(EpochTrained), "epoch-trained"),
        (typeof(Finished), "finished"),
        (typeof(JobFailed), "failed"),
    ];

    /// <summary>One for all nodes of a process: to find out what there is to know about the messages' types takes longer than the rest of a node's start.</summary>
    private static readonly JsonSerializerOptions Options = CreateOptions();

    /// <summary>Whose references are being read.</summary>
    [ThreadStatic]
    private static ExtendedActorSystem? _reader;

    public static byte[] Write(object message) => JsonSerializer.SerializeToUtf8Bytes(message, message.GetType(), Options);

    /// <param name="system">Of the node that reads: it makes the references.</param>
    public static object? Read(ExtendedActorSystem system, byte[] bytes, Type type)
    {
        var outer = _reader;
        _reader = system;
        try
        {
            return JsonSerializer.Deserialize(bytes, type, Options);
        }
        finally
        {
            _reader = outer;
        }
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(SearchEventJson.Options)
        {
            // A message around an event, a state or a spec.
            MaxDepth = 24,
            TypeInfoResolver = ((DefaultJsonTypeInfoResolver)SearchEventJson.Options.TypeInfoResolver!).WithAddedModifier(NameKinds),
        };
        options.Converters.Add(new ReferenceConverter());
        options.Converters.Add(new EventConverter());
        options.Converters.Add(new StoredEventConverter());
        options.MakeReadOnly();
        return options;
    }

    private static void NameKinds(JsonTypeInfo type)
    {
        if (type.Type == typeof(Job)) type.PolymorphismOptions = Kinds(Jobs);
        else if (type.Type == typeof(JobResult)) type.PolymorphismOptions = Kinds(Results);
    }

    private static JsonPolymorphismOptions Kinds((Type Type, string Kind)[] kinds)
    {
        var options = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization };
        foreach (var (type, kind) in kinds) options.DerivedTypes.Add(new JsonDerivedType(type, kind));
        return options;
    }

    /// <summary>A reference is its path, with the address under which other nodes reach it.</summary>
    private sealed class ReferenceConverter : JsonConverter<IActorRef>
    {
        public override IActorRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            _reader!.Provider.ResolveActorRef(reader.GetString() ?? throw new JsonException("null instead of an actor's path"));

        public override void Write(Utf8JsonWriter writer, IActorRef value, JsonSerializerOptions options) => writer.WriteStringValue(Serialization.SerializedActorPath(value));
    }

    /// <summary>An event is an array of its stored name and its stored form.</summary>
    private sealed class EventConverter : JsonConverter<SearchEvent>
    {
        public override SearchEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var (name, content) = Pair(ref reader);
            return SearchEventJson.Read(name, content);
        }

        public override void Write(Utf8JsonWriter writer, SearchEvent value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(SearchEventJson.Manifest(value));
            writer.WriteRawValue(SearchEventJson.Write(value));
            writer.WriteEndArray();
        }
    }

    /// <summary>As <see cref="EventConverter"/>, with its time.</summary>
    private sealed class StoredEventConverter : JsonConverter<StoredEvent>
    {
        public override StoredEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var (name, content) = Pair(ref reader);
            return SearchEventJson.ReadStored(name, content);
        }

        public override void Write(Utf8JsonWriter writer, StoredEvent value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(SearchEventJson.Manifest(value.Event));
            writer.WriteRawValue(SearchEventJson.Write(value));
            writer.WriteEndArray();
        }
    }

    private static (string Name, byte[] Content) Pair(ref Utf8JsonReader reader)
    {
        using var pair = JsonDocument.ParseValue(ref reader);
        return pair.RootElement.ValueKind == JsonValueKind.Array && pair.RootElement.GetArrayLength() == 2
            ? (pair.RootElement[0].GetString()!, JsonSerializer.SerializeToUtf8Bytes(pair.RootElement[1]))
            : throw new JsonException("an event is an array of its name and its content");
    }
}
