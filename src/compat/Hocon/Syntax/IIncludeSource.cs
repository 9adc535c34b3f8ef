namespace Hocon.Syntax;

/// <summary>Where the texts come from that a document includes.</summary>
internal interface IIncludeSource
{
    bool Supports(HoconCallbackType type);

    /// <param name="from">The name of the source with the <c>include</c>, as this interface gave it out; null for the outermost.</param>
    /// <returns>The text and a name that tells this source from others; null if there is none.</returns>
    (string Text, string Name)? Open(HoconCallbackType type, string name, string? from);
}
