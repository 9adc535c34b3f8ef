namespace Hocon.Syntax;

/// <summary>Counts the includes of a whole document.</summary>
internal sealed class IncludeBudget
{
    private int _left = Limits.Includes;

    /// <summary>False when there were too many.</summary>
    public bool TrySpend() => --_left >= 0;
}
