using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace Compat.Cluster.Tests;

using References = global::Akka.Serialization.Serialization;

/// <summary>A message of the application's, with a reference in it.</summary>
public sealed record Letter(int Number, string Text, IActorRef? ReplyTo = null);

/// <summary>A message that no serializer is bound to.</summary>
public sealed record Unbound(Action Action);

public sealed class LetterSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public static string Hocon { get; } = $$"""
        akka.actor {
          serializers.letters = "{{typeof(LetterSerializer).AssemblyQualifiedName}}"
          serialization-bindings { "{{typeof(Letter).AssemblyQualifiedName}}" = letters }
          serialization-identifiers { "{{typeof(LetterSerializer).AssemblyQualifiedName}}" = 4711 }
        }
        """;

    public override int Identifier => 4711;

    public override string Manifest(object o) => "letter.v1";

    public override byte[] ToBinary(object obj)
    {
        var letter = (Letter)obj;
        return Encoding.UTF8.GetBytes($"{letter.Number}\n{References.SerializedActorPath(letter.ReplyTo)}\n{letter.Text}");
    }

    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (manifest != "letter.v1") throw new System.Runtime.Serialization.SerializationException($"No letter is called '{manifest}'.");
        string[] parts = Encoding.UTF8.GetString(bytes).Split('\n', 3);
        return new Letter(int.Parse(parts[0]), parts[2], parts[1].Length == 0 ? null : system.Provider.ResolveActorRef(parts[1]));
    }
}
