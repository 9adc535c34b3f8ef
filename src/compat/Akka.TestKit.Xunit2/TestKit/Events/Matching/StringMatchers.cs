using System.Text.RegularExpressions;

// The real namespace; the file is one conversation: what a text must be.
namespace Akka.TestKit.Internal.StringMatcher;

/// <summary>What a text must be; <c>ToString</c> says it.</summary>
public interface IStringMatcher
{
    bool IsMatch(string? s);
}

public class MatchesAll : IStringMatcher
{
    private MatchesAll()
    {
    }

    public static IStringMatcher Instance { get; } = new MatchesAll();

    public bool IsMatch(string? s) => true;

    public override string ToString() => "";
}

/// <summary>The whole text, in any case of letters.</summary>
public class EqualsString(string s) : IStringMatcher
{
    private readonly string _text = s;

    public bool IsMatch(string? s) => string.Equals(_text, s, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"== \"{_text}\"";
}

public class StartsWithString(string start) : IStringMatcher
{
    public bool IsMatch(string? s) => s is not null && s.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"starts with \"{start}\"";
}

public class ContainsString(string part) : IStringMatcher
{
    public bool IsMatch(string? s) => s is not null && s.Contains(part, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"contains \"{part}\"";
}

public class RegexMatcher(Regex regex) : IStringMatcher
{
    public bool IsMatch(string? s) => s is not null && regex.IsMatch(s);

    public override string ToString() => $"matches regex \"{regex}\"";
}

public class PredicateMatcher(Predicate<string> predicate, string hint = "") : IStringMatcher
{
    public bool IsMatch(string? s) => predicate(s!);

    public override string ToString() => $"matches predicate {hint}";
}

/// <summary>A text, or the path of an actor in whichever system: <c>/user/a</c> matches <c>akka://test/user/a</c>, with or without a uid.</summary>
public class EqualsStringAndPathMatcher(string path, bool canBeRelative = true) : IStringMatcher
{
    private readonly string _path = path;

    public bool IsMatch(string? path)
    {
        if (path is null) return false;
        if (string.Equals(_path, path, StringComparison.OrdinalIgnoreCase)) return true;
        return canBeRelative && _path.StartsWith('/') && Actor.ActorPath.TryParse(path, out var actual)
            && string.Equals(_path, actual.ToStringWithoutAddress(), StringComparison.OrdinalIgnoreCase);
    }

    public override string ToString() => $"== \"{_path}\"";
}
