using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeNas.Domain.Artifacts;

/// <summary>Name of a stored file: the SHA-256 of its bytes as 64 lower-case hexadecimal digits.</summary>
[JsonConverter(typeof(AsText))]
public readonly record struct ArtifactId(string Sha256)
{
    public override string ToString() => Sha256;

    /// <summary>The name of these bytes.</summary>
    public static ArtifactId Of(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>The id written as <paramref name="text"/>, or null where that is not 64 lower-case hexadecimal digits.</summary>
    public static ArtifactId? Parse(string? text) =>
        text is { Length: 64 } && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f')) ? new ArtifactId(text) : null;

    /// <summary>In JSON an id is its text.</summary>
    public sealed class AsText : JsonConverter<ArtifactId>
    {
        public override ArtifactId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Parse(reader.GetString()) ?? throw new JsonException("an artifact id is 64 lower-case hexadecimal digits");

        public override void Write(Utf8JsonWriter writer, ArtifactId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Sha256);
    }
}
