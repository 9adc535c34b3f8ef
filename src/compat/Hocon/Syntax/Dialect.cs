namespace Hocon.Syntax;

/// <summary>What counts as HOCON.</summary>
internal enum Dialect
{
    /// <summary>The published specification.</summary>
    Specification,

    /// <summary>
    /// Also what Akka.NET's own parser reads: a plus sign in a text without quotes, a text in quotes over several lines, a field right behind the closing brace of
    /// the one before, and closing braces that are missing or too many at the end.
    /// </summary>
    Akka,
}
