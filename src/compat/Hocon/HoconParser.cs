using Hocon.Syntax;

namespace Hocon;

/// <summary>Reads documents that are no configurations yet.</summary>
public class HoconParser
{
    /// <param name="includeCallback">Answers each <c>include</c> with a text; without one, includes find nothing.</param>
    /// <exception cref="HoconParserException">The text or an included one is not HOCON, or there is no text.</exception>
    public static HoconRoot Parse(string text, HoconIncludeCallbackAsync? includeCallback = null)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new HoconParserException("There is no text to parse. An empty document is {}.");
        return new HoconRoot(DocumentParser.Parse(text, includeCallback is null ? new NoIncludes() : new CallbackIncludes(includeCallback)));
    }
}
