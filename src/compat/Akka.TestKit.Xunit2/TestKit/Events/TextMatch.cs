using System.Text.RegularExpressions;

namespace Akka.TestKit;

/// <summary>What a log event's text must be.</summary>
internal sealed class TextMatch(string description, Predicate<string> matches)
{
    public static TextMatch Of(string? message, string? start, string? contains) =>
        message is not null ? new TextMatch($"== \"{message}\"", text => text == message)
        : start is not null ? new TextMatch($"starts with \"{start}\"", text => text.StartsWith(start, StringComparison.Ordinal))
        : contains is not null ? new TextMatch($"contains \"{contains}\"", text => text.Contains(contains, StringComparison.Ordinal))
        : new TextMatch("is anything", static _ => true);

    public static TextMatch Of(Regex pattern) => new($"matches {pattern}", pattern.IsMatch);

    public bool Matches(string? text) => matches(text ?? "");

    public override string ToString() => description;
}
