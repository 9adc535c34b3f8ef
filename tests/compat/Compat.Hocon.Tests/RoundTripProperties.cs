using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Hocon;
using Config = Hocon.Config;

namespace Compat.Hocon.Tests;

/// <summary>HOCON contains JSON, so System.Text.Json says independently what a document means.</summary>
public sealed class RoundTripProperties
{
    private static readonly global::FsCheck.Config Settings = global::FsCheck.Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20200704, 1);

    [Fact]
    public void Parse_AnyJson_HasTheValuesThatJsonHas() => Check.One(Settings, Prop.ForAll(Documents, json =>
        Same(HoconConfigurationFactory.ParseString(json).Root, JsonDocument.Parse(json).RootElement)));

    [Fact]
    public void Print_AnyTree_ParsesBackToIt() => Check.One(Settings, Prop.ForAll(Documents, json =>
    {
        var config = HoconConfigurationFactory.ParseString(json);
        return new[] { config.ToString(), config.PrettyPrint(0), config.PrettyPrint(7), config.Root.ToString() }
            .All(text => SameTree.Same(HoconConfigurationFactory.ParseString(text).Root, config.Root));
    }));

    [Fact]
    public void WithFallback_AnyThree_IsAssociative() => Check.One(Settings, Prop.ForAll(Documents, Documents, Documents, (a, b, c) =>
    {
        Config[] parts = [a, b, c];
        return SameTree.Comparer.Equals(parts[0].WithFallback(parts[1]).WithFallback(parts[2]), parts[0].WithFallback(parts[1].WithFallback(parts[2])));
    }));

    [Fact]
    public void WithFallback_AnyTwo_IsTheLaterTextAfterTheEarlier() => Check.One(Settings, Prop.ForAll(Documents, Documents, (a, b) =>
    {
        Config over = a, under = b;
        return SameTree.Comparer.Equals(over.WithFallback(under), HoconConfigurationFactory.ParseString($"{under}\n{over}"));
    }));

    [Fact]
    public void Parse_AnyText_IsReadOrRefusedWithAPlace() => Check.One(Settings.WithMaxTest(5000), Prop.ForAll(Texts, text =>
    {
        try
        {
            var config = HoconConfigurationFactory.ParseString(text);
            return SameTree.Same(HoconConfigurationFactory.ParseString(config.ToString()).Root, config.Root);
        }
        catch (HoconParserException error)
        {
            return error.LineNumber > 0 && error.LinePosition > 0;
        }
    }));

    private static Arbitrary<string> Documents => Fields(4).Select(node => node!.ToJsonString()).ToArbitrary();

    private static Arbitrary<string> Texts => Gen.Elements(
            "a", "b", "a", " ", "\n", ",", ".", "=", ":", "+=", "{", "}", "[", "]", "{", "}", "${a}", "${?a}", "${a.b}", "${?b}", "${", "\"", "\"\"\"", "\"x\"", "\\",
            "#", "//", "1", "-", "1.5", "null", "true", "include ", "include \"x\"", "\u00a0", "é", "*", "$", "a=1\n", "b=${a}\n", "a.b=${?b}\n", "a+=${?b}\n")
        .ArrayOf().Select(string.Concat).ToArbitrary();

    private static Gen<string> Keys => Gen.OneOf(Gen.Elements("a", "b", "c", "key-1", "true", "1", "", "a.b", "include", "with space", "ключ"), Strings);

    private static Gen<string> Strings => ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "");

    private static Gen<JsonNode?> Literals => Gen.OneOf(
        Strings.Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Elements("word", "true", "null", "1", "1e5", "0x1F", "${a}", "#", "//", " x ", "\"\"\"", "\\", "a\nb", "infinite").Select(text => (JsonNode?)JsonValue.Create(text)),
        ArbMap.Default.GeneratorFor<int>().Select(number => (JsonNode?)JsonValue.Create(number)),
        ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite).Select(number => (JsonNode?)JsonValue.Create(number)),
        ArbMap.Default.GeneratorFor<bool>().Select(flag => (JsonNode?)JsonValue.Create(flag)),
        Gen.Constant((JsonNode?)null));

    private static Gen<JsonNode?> Fields(int depth) => Keys.Zip(Values(depth - 1)).ListOf().Select(fields =>
    {
        var node = new JsonObject();
        foreach (var (key, value) in fields) node[key] = value?.DeepClone();
        return (JsonNode?)node;
    }).Resize(6);

    private static Gen<JsonNode?> Values(int depth) => depth == 0
        ? Literals
        : Gen.OneOf(Literals, Gen.Constant(0).SelectMany(_ => Fields(depth)), Gen.Constant(0).SelectMany(_ => Values(depth - 1).ListOf().Resize(4))
            .Select(items => (JsonNode?)new JsonArray(items.Select(item => item?.DeepClone()).ToArray())));

    private static bool Same(HoconValue value, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => value.GetObject() is var fields && fields.Keys.SequenceEqual(json.EnumerateObject().Select(property => property.Name))
            && json.EnumerateObject().All(property => Same(fields[property.Name].Value, property.Value)),
        JsonValueKind.Array => value.GetArray() is var items && items.Count == json.GetArrayLength() && items.Zip(json.EnumerateArray()).All(pair => Same(pair.First, pair.Second)),
        JsonValueKind.String => value.Type == HoconType.String && value.GetString() == json.GetString(),
        JsonValueKind.Number => value.Type == HoconType.Number && value.GetDouble().Equals(json.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => value.Type == HoconType.Boolean && value.GetBoolean() == json.GetBoolean(),
        _ => value.Type == HoconType.Empty && value.GetString() is null,
    };
}
