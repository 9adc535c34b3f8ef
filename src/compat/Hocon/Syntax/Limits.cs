namespace Hocon.Syntax;

/// <summary>Bounds on what is read, so that no text can exhaust memory or stack.</summary>
internal static class Limits
{
    /// <summary>Characters of one source.</summary>
    public const int SourceLength = 16 * 1024 * 1024;

    /// <summary>Objects and arrays inside one another, as written; each segment of a dotted key is one object.</summary>
    public const int Nesting = 200;

    /// <summary>Files that include one another.</summary>
    public const int IncludeNesting = 32;

    /// <summary>Includes of one document in all.</summary>
    public const int Includes = 1000;

    /// <summary>Substitutions that wait for one another, and levels of what they build.</summary>
    public const int ResolvedNesting = 1000;

    /// <summary>Values looked at while substitutions are resolved.</summary>
    public const int ResolveSteps = 20_000_000;

    /// <summary><see cref="Tree.HoconNode.Weight"/> of a resolved value: about 2 million values or 32 million characters.</summary>
    public const long ResolvedWeight = 32L * 1024 * 1024;
}
