using Hocon.Syntax;

namespace Hocon;

/// <summary>Reads configurations.</summary>
public static class HoconConfigurationFactory
{
    public static Config Empty => Config.Empty;

    /// <summary>Includes find nothing: optional ones are left out, required ones are errors.</summary>
    /// <exception cref="HoconParserException">The text is not HOCON.</exception>
    public static Config ParseString(string hocon) => new(DocumentParser.Parse(hocon, new NoIncludes()), null);

    /// <param name="includeCallback">Answers each <c>include</c> with a text.</param>
    /// <exception cref="HoconParserException">The text or an included one is not HOCON.</exception>
    public static Config ParseString(string hocon, HoconIncludeCallbackAsync? includeCallback) =>
        new(DocumentParser.Parse(hocon, includeCallback is null ? new NoIncludes() : new CallbackIncludes(includeCallback)), null);

    /// <summary>Reads a file; it may include other files, by paths relative to itself.</summary>
    /// <exception cref="HoconParserException">The file or an included one is not HOCON.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static Config FromFile(string filePath) => new(DocumentParser.Parse(FileIncludes.Read(filePath), new FileIncludes(), name: Path.GetFullPath(filePath)), null);
}
