using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeNas.Domain.Searches;

/// <summary>Name of one search: letters, digits and dashes, such as <c>fashion-mnist-20260102-030405</c>. Also the name of its run folder.</summary>
[JsonConverter(typeof(AsText))]
public readonly record struct SearchId(string Value)
{
    public override string ToString() => Value;

    /// <summary>The id written as <paramref name="text"/>, or null where it holds anything but letters, digits and dashes, or is longer than 100.</summary>
    public static SearchId? Parse(string? text) =>
        text is { Length: > 0 and <= 100 } && text[0] != '-' && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? new SearchId(text) : null;

    /// <summary>In JSON an id is its text.</summary>
    public sealed class AsText : JsonConverter<SearchId>
    {
        public override SearchId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Parse(reader.GetString()) ?? throw new JsonException("a search id consists of letters, digits and dashes");

        public override void Write(Utf8JsonWriter writer, SearchId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
