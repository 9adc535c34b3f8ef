namespace Hocon;

/// <summary>What a value is, once substitutions and merges are done.</summary>
public enum HoconType
{
    Empty,
    Array,
    Object,
    Number,
    Boolean,
    String,
}
