using Hocon.Tree;

namespace Hocon.Syntax;

/// <summary>A value as it was written, before substitutions are resolved.</summary>
internal abstract record Draft;

internal sealed record DraftLiteral(LiteralNode Literal) : Draft;

internal sealed record DraftArray(IReadOnlyList<Draft> Items) : Draft;

/// <summary>Parts that stand beside one another in one value. Literals between them keep their white space.</summary>
internal sealed record DraftConcatenation(IReadOnlyList<Draft> Parts, SourcePosition Position) : Draft;

/// <summary><c>key += Item</c>: the array below, with one item more.</summary>
internal sealed record DraftAppend(Draft Item, SourcePosition Position) : Draft;

/// <param name="Candidates">Absolute paths, the first that has a value counts: in an included file, below the including object first.</param>
/// <param name="Variable">The environment variable that stands in where no path has a value.</param>
internal sealed record DraftSubstitution(IReadOnlyList<IReadOnlyList<string>> Candidates, string Variable, bool Optional, SourcePosition Position) : Draft
{
    public override string ToString() => (Optional ? "${?" : "${") + string.Join('.', Candidates[^1].Select(HoconPrinter.Key)) + "}";
}
