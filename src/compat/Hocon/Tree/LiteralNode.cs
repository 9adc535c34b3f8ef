using System.Text.RegularExpressions;

namespace Hocon.Tree;

/// <summary>A simple value: its text without quotes, and how it was written.</summary>
internal sealed partial class LiteralNode : HoconNode
{
    public LiteralNode(string text, HoconLiteralType kind)
    {
        Text = text;
        Kind = kind;
        Weight += text.Length;
    }

    public string Text { get; }

    public HoconLiteralType Kind { get; }

    public override HoconType Type => Kind switch
    {
        HoconLiteralType.Null => HoconType.Empty,
        HoconLiteralType.Bool => HoconType.Boolean,
        HoconLiteralType.Long or HoconLiteralType.Hex or HoconLiteralType.Octal or HoconLiteralType.Double => HoconType.Number,
        _ => HoconType.String,
    };

    /// <summary>The value that a text stands for when it is written without quotes.</summary>
    public static LiteralNode Unquoted(string text) => new(text, KindOfUnquoted(text));

    public static HoconLiteralType KindOfUnquoted(string text) => text switch
    {
        "null" => HoconLiteralType.Null,
        "true" or "false" => HoconLiteralType.Bool,
        _ when text.Length == 0 || !(char.IsAsciiDigit(text[0]) || text[0] == '-') => HoconLiteralType.UnquotedString,
        _ when OctalShape().IsMatch(text) => HoconLiteralType.Octal,
        _ when LongShape().IsMatch(text) => HoconLiteralType.Long,
        _ when HexShape().IsMatch(text) => HoconLiteralType.Hex,
        _ when DoubleShape().IsMatch(text) => HoconLiteralType.Double,
        _ => HoconLiteralType.UnquotedString,
    };

    [GeneratedRegex("^-?0[0-7]+\\z")]
    private static partial Regex OctalShape();

    [GeneratedRegex("^-?[0-9]+\\z")]
    private static partial Regex LongShape();

    [GeneratedRegex("^-?0[xX][0-9a-fA-F]+\\z")]
    private static partial Regex HexShape();

    [GeneratedRegex("^-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?\\z")]
    private static partial Regex DoubleShape();
}
