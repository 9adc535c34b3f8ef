using System.Text.Json;
using Akka.Actor;
using Akka.Serialization;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Wire;

/// <summary>
/// JSON under explicit manifests for everything that reaches the journal and the snapshot store. Only the types listed here are ever built from bytes; an unknown
/// manifest is an error that names it.
/// </summary>
public sealed class EdgeNasSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Stored with every event; never to be changed.</summary>
    public const int Id = 7101;

    private const string State = "search.state.v1";

    private static readonly Dictionary<string, Type> ManagerEvents = new()
    {
        ["manager.search-registered.v1"] = typeof(SearchRegistered),
        ["manager.search-suspended.v1"] = typeof(SearchSuspended),
        ["manager.search-released.v1"] = typeof(SearchReleased),
        ["manager.search-stopped.v1"] = typeof(SearchStopped),
        ["manager.search-closed.v1"] = typeof(SearchClosed),
    };

    private static readonly Dictionary<Type, string> ManagerManifests = ManagerEvents.ToDictionary(pair => pair.Value, pair => pair.Key);

    public override int Identifier => Id;

    public override string Manifest(object o) => o switch
    {
        StoredEvent stored => SearchEventJson.Manifest(stored.Event),
        SearchState => State,
        ManagerEvent happened => ManagerManifests[happened.GetType()],
        _ => throw new ArgumentException($"{nameof(EdgeNasSerializer)} doesn't write {o.GetType()}: bind only what it lists.", nameof(o)),
    };

    public override byte[] ToBinary(object obj) => obj switch
    {
        StoredEvent stored => SearchEventJson.Write(stored),
        SearchState or ManagerEvent => JsonSerializer.SerializeToUtf8Bytes(obj, obj.GetType(), SearchEventJson.Options),
        _ => throw new ArgumentException($"{nameof(EdgeNasSerializer)} doesn't write {obj.GetType()}: bind only what it lists.", nameof(obj)),
    };

    public override object FromBinary(byte[] bytes, string manifest)
    {
        try
        {
            if (manifest == State) return JsonSerializer.Deserialize<SearchState>(bytes, SearchEventJson.Options)!;
            if (ManagerEvents.TryGetValue(manifest, out var type)) return JsonSerializer.Deserialize(bytes, type, SearchEventJson.Options)!;
        }
        catch (JsonException damaged)
        {
            throw new EdgeNasException($"A stored {manifest} is damaged: {damaged.Message}", damaged);
        }

        return SearchEventJson.ReadStored(manifest, bytes);
    }
}
