namespace Hocon.Syntax;

/// <summary>A place in a source; line and column start at 1.</summary>
/// <param name="Source">File name or what an include named; null for a text without a name.</param>
internal readonly record struct SourcePosition(string? Source, int Line, int Column)
{
    public HoconParserException Error(string message) =>
        new($"{(Source is null ? "" : Source + ": ")}line {Line}, column {Column}: {message}") { LineNumber = Line, LinePosition = Column };
}
