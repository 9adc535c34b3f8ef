namespace Hocon;

/// <summary>Text that is not HOCON, or whose substitutions or includes can't be resolved. The message names file, line and column.</summary>
public sealed class HoconParserException : HoconException
{
    public HoconParserException(string message)
        : base(message)
    {
    }

    public HoconParserException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>True where a text without quotes goes on with an equals sign or a colon.</summary>
    internal bool AssignmentInText { get; set; }

    /// <summary>1 for the first line; 0 where no place is known.</summary>
    public int LineNumber { get; internal init; }

    /// <summary>1 for the first character of the line; 0 where no place is known.</summary>
    public int LinePosition { get; internal init; }
}
