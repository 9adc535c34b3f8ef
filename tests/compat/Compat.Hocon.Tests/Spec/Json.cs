using System.Text.Json;
using Hocon;

namespace Compat.Hocon.Tests.Spec;

/// <summary>Documents as compact JSON, so that a test can say what a text means.</summary>
internal static class Json
{
    /// <param name="files">What the document's includes find, by name.</param>
    public static string Of(string hocon, Dictionary<string, string>? files = null) =>
        Of(HoconConfigurationFactory.ParseString(hocon, (_, name) => Task.FromResult(files?.GetValueOrDefault(name))).Root);

    private static string Of(HoconValue value) => value.Type switch
    {
        HoconType.Object => $"{{{string.Join(",", value.GetObject().Select(field => $"{Quoted(field.Key)}:{Of(field.Value.Value)}"))}}}",
        HoconType.Array => $"[{string.Join(",", value.GetArray().Select(Of))}]",
        HoconType.String => Quoted(value.GetString()!),
        HoconType.Empty => "null",
        _ => value.GetString()!,
    };

    private static string Quoted(string text) => JsonSerializer.Serialize(text, JsonSerializerOptions.Web);
}
