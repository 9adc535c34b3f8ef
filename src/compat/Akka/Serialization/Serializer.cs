using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Turns objects of some types into bytes and back. Thread safe.</summary>
public abstract class Serializer
{
    protected readonly ExtendedActorSystem system;
    private int? _identifier;

    protected Serializer(ExtendedActorSystem system) => this.system = system;

    /// <summary>Tells serializers apart in stored and sent bytes, so it never changes; by default from <c>akka.actor.serialization-identifiers</c>.</summary>
    public virtual int Identifier => _identifier ??= SerializerIdentifierHelper.GetSerializerIdentifierFromConfig(GetType(), system);

    /// <summary>True if the type's name is needed to read the bytes.</summary>
    public abstract bool IncludeManifest { get; }

    public abstract byte[] ToBinary(object obj);

    /// <summary>As <see cref="ToBinary"/>, with references written for readers at <paramref name="address"/>.</summary>
    public byte[] ToBinaryWithAddress(Address address, object obj) => Serialization.WithTransport(system, address, () => ToBinary(obj));

    public abstract object FromBinary(byte[] bytes, Type? type);

    public T FromBinary<T>(byte[] bytes) => (T)FromBinary(bytes, typeof(T));
}

/// <summary>A serializer with names of its own for what it writes, so that types can be renamed without touching stored bytes.</summary>
public abstract class SerializerWithStringManifest(ExtendedActorSystem system) : Serializer(system)
{
    public sealed override bool IncludeManifest => true;

    public sealed override object FromBinary(byte[] bytes, Type? type) => FromBinary(bytes, type?.AssemblyQualifiedName ?? "");

    /// <param name="manifest">As <see cref="Manifest"/> gave it, maybe long ago.</param>
    public abstract object FromBinary(byte[] bytes, string manifest);

    /// <summary>The name under which an object's bytes are stored.</summary>
    public abstract string Manifest(object o);
}

/// <summary>Bytes as they are.</summary>
public class ByteArraySerializer(ExtendedActorSystem system) : Serializer(system)
{
    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj) => obj as byte[] ?? throw new NotSupportedException($"Only byte arrays are serialized by {nameof(ByteArraySerializer)}; got {obj?.GetType().ToString() ?? "null"}.");

    public override object FromBinary(byte[] bytes, Type? type) => bytes;
}

/// <summary>Nothing, as no bytes.</summary>
public class NullSerializer(ExtendedActorSystem system) : Serializer(system)
{
    public override int Identifier => 0;

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj) => [];

    public override object FromBinary(byte[] bytes, Type? type) => null!;
}

public static class SerializerIdentifierHelper
{
    internal const string IdentifiersKey = "akka.actor.serialization-identifiers";

    /// <exception cref="ArgumentException">The configuration lists no identifier for the type.</exception>
    public static int GetSerializerIdentifierFromConfig(Type type, ExtendedActorSystem system)
    {
        var identifiers = system.Settings.Config.Section(IdentifiersKey);
        foreach (var (name, value) in identifiers.AsEnumerable())
        {
            if (ClassNames.Find(name) == type) return value.GetInt();
        }

        throw new ArgumentException($"Couldn't find serializer id for [{type}] under [{IdentifiersKey}] HOCON path", nameof(type));
    }
}
