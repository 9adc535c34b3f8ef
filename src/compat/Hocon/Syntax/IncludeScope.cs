namespace Hocon.Syntax;

/// <summary>Where in a tree of includes a source stands.</summary>
/// <param name="Prefixes">Paths below which the source's substitutions are looked up before the root, innermost first.</param>
internal sealed record IncludeScope(IIncludeSource Source, IncludeScope? Parent, string? Name, int Level, IReadOnlyList<IReadOnlyList<string>> Prefixes, IncludeBudget Budget)
{
    public static IncludeScope Outermost(IIncludeSource source, string? name) => new(source, null, name, 0, [], new IncludeBudget());

    /// <summary>The scope of a source that this one includes within the object at <paramref name="path"/> (of this source); null path: within an array.</summary>
    public IncludeScope Inner(string name, IReadOnlyList<string>? path)
    {
        var prefixes = Prefixes;
        if (path is { Count: > 0 }) prefixes = [[.. Prefixes is [var innermost, ..] ? innermost : [], .. path], .. Prefixes];
        return new IncludeScope(Source, this, name, Level + 1, prefixes, Budget);
    }

    /// <summary>Sources from the outermost to this one.</summary>
    public IEnumerable<string> Chain() => (Parent?.Chain() ?? []).Append(Name ?? "the text");
}
