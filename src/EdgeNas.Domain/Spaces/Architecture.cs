using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeNas.Domain.Spaces;

/// <summary>
/// One choice per searchable layer. Its canonical text, the <see cref="Code"/>, has one base-36 digit per searchable layer: the choice's
/// index in the space's list (<c>0</c>–<c>9</c>, <c>a</c>–<c>z</c>). Equal codes are equal architectures.
/// </summary>
[JsonConverter(typeof(AsText))]
public readonly record struct Architecture(string Code) : IComparable<Architecture>
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    public int Length => Code.Length;

    /// <summary>Index of the choice of searchable layer <paramref name="layer"/>.</summary>
    public int this[int layer] => Code[layer] switch
    {
        >= '0' and <= '9' and var digit => digit - '0',
        >= 'a' and <= 'z' and var letter => letter - 'a' + 10,
        _ => -1,
    };

    public static Architecture FromChoices(ReadOnlySpan<int> choices)
    {
        Span<char> code = stackalloc char[choices.Length];
        for (int i = 0; i < choices.Length; i++) code[i] = Digits[choices[i]];
        return new Architecture(new string(code));
    }

    /// <summary>Reads a code and checks it against the space.</summary>
    /// <exception cref="EdgeNasException">Wrong length or digit; the message says which.</exception>
    public static Architecture Parse(string code, SearchSpace space)
    {
        if (code.Length != space.Searchable.Length)
        {
            throw new EdgeNasException(
                $"Architecture '{code}' has {code.Length} digits, but space {space.Name} has {space.Searchable.Length} searchable layers: give one digit per layer.");
        }

        for (int i = 0; i < code.Length; i++)
        {
            int choices = space.Searchable[i].Choices.Length;
            if (Digits.IndexOf(code[i]) is var choice && (choice < 0 || choice >= choices))
            {
                throw new EdgeNasException(
                    $"Architecture '{code}': digit {i + 1} is '{code[i]}', but that layer of space {space.Name} has the choices 0 to {Digits[choices - 1]}"
                    + $" ({string.Join(", ", space.Searchable[i].Choices.Select((c, k) => $"{Digits[k]} = {c.Name}"))}).");
            }
        }

        return new Architecture(code);
    }

    public Architecture With(int layer, int choice) => new(string.Concat(Code.AsSpan(0, layer), Digits.AsSpan(choice, 1), Code.AsSpan(layer + 1)));

    public ImmutableArray<int> Choices() => [.. Code.Select(digit => Digits.IndexOf(digit))];

    public int CompareTo(Architecture other) => string.CompareOrdinal(Code, other.Code);

    public override string ToString() => Code;

    public static bool operator <(Architecture left, Architecture right) => left.CompareTo(right) < 0;

    public static bool operator >(Architecture left, Architecture right) => left.CompareTo(right) > 0;

    public static bool operator <=(Architecture left, Architecture right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Architecture left, Architecture right) => left.CompareTo(right) >= 0;

    /// <summary>In JSON an architecture is its code.</summary>
    public sealed class AsText : JsonConverter<Architecture>
    {
        public override Architecture Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString() ?? throw new JsonException("an architecture is a text of digits, not null"));

        public override void Write(Utf8JsonWriter writer, Architecture value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
    }
}
