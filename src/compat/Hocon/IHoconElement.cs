namespace Hocon;

/// <summary>A part of a parsed configuration. Elements are read-only; <see cref="Config.WithFallback"/> merges. Those that
/// have the same values are equal, wherever they stand.</summary>
public interface IHoconElement : IEquatable<IHoconElement>
{
    /// <summary>The element that this one is in; null for a root.</summary>
    IHoconElement? Parent { get; }

    HoconType Type { get; }

    /// <summary>The element as HOCON text.</summary>
    string Raw { get; }

    /// <exception cref="HoconException">The element is no object.</exception>
    HoconObject GetObject();

    /// <summary>The text of a simple value, null for <c>null</c>.</summary>
    /// <exception cref="HoconException">The element is no simple value.</exception>
    string? GetString();

    /// <exception cref="HoconException">The element is no array, nor an object with a whole number as key.</exception>
    IList<HoconValue> GetArray();
}
