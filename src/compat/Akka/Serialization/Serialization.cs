using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Serialization;

/// <summary>A system's serializers and which types go by which. Only types that are bound, themselves or by a base type or interface, are ever written or read. Thread safe.</summary>
public class Serialization
{
    [ThreadStatic]
    private static Information? _transport;

    private readonly NullSerializer _null;
    private readonly ConcurrentDictionary<int, Serializer> _byId = new();
    private readonly ConcurrentDictionary<string, Serializer> _byName = new();
    private readonly ConcurrentDictionary<Type, Serializer> _bindings = new();
    private readonly ConcurrentDictionary<Type, Serializer> _resolved = new();

    public Serialization(ExtendedActorSystem system)
    {
        System = system;
        _null = new NullSerializer(system);
        _byId[_null.Identifier] = _null;
        _byName["null"] = _null;
        var given = GivenInSetup();
        foreach (var details in given) AddSerializer(details.Alias, details.Serializer);
        AddConfigured(system.Settings.Config);
        foreach (var (details, type) in given.SelectMany(details => details.UseFor, (details, type) => (details, type))) AddSerializationMap(type, details.Serializer);
    }

    public ExtendedActorSystem System { get; }

    /// <summary>The address for which references are being written; null outside of <see cref="WithTransport{T}(ActorSystem, Address, Func{T})"/>.</summary>
    public static Information GetCurrentTransportInformation() =>
        _transport ?? throw new InvalidOperationException("CurrentTransportInformation is not set. Use Serialization.WithTransport<T>.");

    /// <summary>Runs code that writes references for readers at an address.</summary>
    public static T WithTransport<T>(ActorSystem system, Address address, Func<T> action)
    {
        var outer = _transport;
        _transport = new Information(address, system);
        try
        {
            return action();
        }
        finally
        {
            _transport = outer;
        }
    }

    /// <inheritdoc cref="WithTransport{T}(ActorSystem, Address, Func{T})"/>
    public static T WithTransport<TState, T>(ExtendedActorSystem system, TState state, Func<TState, T> action) =>
        WithTransport(system, system.Provider.DefaultAddress, () => action(state));

    public static T WithTransport<T>(ExtendedActorSystem system, Func<T> action) => WithTransport(system, system.Provider.DefaultAddress, action);

    /// <summary>A reference as text that <see cref="IActorRefProvider.ResolveActorRef(string)"/> reads; empty for none.</summary>
    public static string SerializedActorPath(IActorRef? actorRef)
    {
        if (actorRef is null or Nobody) return string.Empty;
        if (_transport is { } transport) return actorRef.Path.ToSerializationFormatWithAddress(transport.Address);
        return actorRef is LocalActorRef local ? actorRef.Path.ToSerializationFormatWithAddress(local.Provider.DefaultAddress) : actorRef.Path.ToSerializationFormat();
    }

    /// <summary>The name that must be kept with an object's bytes; empty if none is needed.</summary>
    public static string ManifestFor(Serializer s, object msg) => s switch
    {
        SerializerWithStringManifest named => named.Manifest(msg),
        { IncludeManifest: true } => msg.GetType().AssemblyQualifiedName!,
        _ => string.Empty,
    };

    public void AddSerializer(Serializer serializer) => _byId[serializer.Identifier] = serializer;

    public void AddSerializer(string name, Serializer serializer)
    {
        AddSerializer(serializer);
        _byName[name] = serializer;
    }

    public void AddSerializationMap(Type type, Serializer serializer)
    {
        _bindings[type] = serializer;
        _resolved.Clear();
    }

    public byte[] Serialize(object o) => FindSerializerFor(o).ToBinary(o);

    /// <exception cref="SerializationException">No serializer has that identifier, or the type that the manifest names is unknown.</exception>
    public object Deserialize(byte[] bytes, int serializerId, string manifest)
    {
        var serializer = ById(serializerId, manifest);
        if (serializer is SerializerWithStringManifest named) return named.FromBinary(bytes, manifest);
        if (string.IsNullOrEmpty(manifest)) return serializer.FromBinary(bytes, null);
        var type = Type.GetType(manifest, throwOnError: false)
            ?? throw new SerializationException($"Cannot find manifest class [{manifest}] for serializer with id [{serializerId}].");
        return serializer.FromBinary(bytes, type);
    }

    public object Deserialize(byte[] bytes, int serializerId, Type type) => ById(serializerId, type?.FullName).FromBinary(bytes, type);

    public IActorRef DeserializeActorRef(string path) => System.Provider.ResolveActorRef(path);

    /// <param name="defaultSerializerName">For a type that nothing is bound to.</param>
    public Serializer FindSerializerFor(object obj, string? defaultSerializerName = null) => obj is null ? _null : FindSerializerForType(obj.GetType(), defaultSerializerName);

    /// <summary>The serializer bound to the type itself, else to the most derived of its bases and interfaces that one is bound to.</summary>
    /// <exception cref="SerializationException">Nothing is bound to the type.</exception>
    public Serializer FindSerializerForType(Type objectType, string? defaultSerializerName = null)
    {
        if (_resolved.TryGetValue(objectType, out var known)) return known;
        if (Nearest(objectType) is { } bound) return _resolved[objectType] = bound;
        if (defaultSerializerName is not null && _byName.TryGetValue(defaultSerializerName, out var byName)) return byName;
        throw new SerializationException($"No serializer is bound to [{objectType.FullName}] or to a base type or interface of it. Bind one under akka.actor.serialization-bindings.");
    }

    private Serializer? Nearest(Type type)
    {
        KeyValuePair<Type, Serializer>? nearest = null;
        foreach (var binding in _bindings)
        {
            if (!binding.Key.IsAssignableFrom(type)) continue;
            if (nearest is not { } best || best.Key.IsAssignableFrom(binding.Key)) nearest = binding;
        }

        return nearest?.Value;
    }

    private Serializer ById(int id, string? manifest) => _byId.TryGetValue(id, out var serializer)
        ? serializer
        : throw new SerializationException($"Cannot find serializer with id [{id}] (manifest [{manifest}]). The most probable reason is that the configuration entry 'akka.actor.serializers' is not in sync between the two systems.");

    private void AddConfigured(Config config)
    {
        foreach (var (name, value) in config.Section("akka.actor.serializers").AsEnumerable())
        {
            string typeName = value.GetString() ?? "";
            var type = ClassNames.Find(typeName);
            if (type is null || !typeof(Serializer).IsAssignableFrom(type))
            {
                throw new ConfigurationException($"akka.actor.serializers.{name} names [{typeName}]; expected the name of a Serializer.");
            }

            AddSerializer(name, (Serializer)(type.GetConstructor([typeof(ExtendedActorSystem)]) is null ? Activator.CreateInstance(type)! : Activator.CreateInstance(type, System)!));
        }

        foreach (var (typeName, value) in config.Section("akka.actor.serialization-bindings").AsEnumerable())
        {
            string name = value.GetString() ?? "";
            var type = ClassNames.Find(typeName)
                ?? throw new ConfigurationException($"akka.actor.serialization-bindings binds [{typeName}] to {name}, but no loaded assembly has that type.");
            AddSerializationMap(type, _byName.TryGetValue(name, out var serializer)
                ? serializer
                : throw new ConfigurationException($"akka.actor.serialization-bindings binds [{typeName}] to [{name}], which akka.actor.serializers lacks; it has: {string.Join(", ", _byName.Keys.Order())}."));
        }
    }

    /// <summary>Those that code gives; the configuration may bind types to them.</summary>
    private ImmutableHashSet<SerializerDetails> GivenInSetup()
    {
        var setup = System.Settings.Setup.Get<SerializationSetup>();
        return setup.HasValue ? setup.Value.CreateSerializers(System) : [];
    }
}

/// <summary>For whom references are being written.</summary>
public sealed class Information(Address address, ActorSystem system)
{
    public Address Address { get; } = address;

    public ActorSystem System { get; } = system;
}
