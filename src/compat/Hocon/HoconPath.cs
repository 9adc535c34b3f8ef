using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Hocon.Syntax;
using Hocon.Tree;

namespace Hocon;

/// <summary>The keys that lead from a root to a value.</summary>
public sealed class HoconPath : ReadOnlyCollection<string>, IEquatable<HoconPath>
{
    public HoconPath(IEnumerable<string> path)
        : base(path.ToArray())
    {
    }

    public static new HoconPath Empty { get; } = new([]);

    public bool IsEmpty => Count == 0;

    /// <summary>The last key.</summary>
    public string Key => this[Count - 1];

    /// <summary>The keys with dots between them, in quotes where they need them.</summary>
    public string Value => string.Join('.', this.Select(HoconPrinter.KeyInPath));

    /// <param name="path">Such as <c>akka.actor."with.dots"</c>.</param>
    /// <exception cref="HoconParserException">The text is no path.</exception>
    public static HoconPath Parse(string path) => new(PathReader.Read(path));

    public static bool TryParse(string path, [NotNullWhen(true)] out HoconPath? result)
    {
        try
        {
            result = Parse(path);
            return true;
        }
        catch (HoconParserException)
        {
            result = null;
            return false;
        }
    }

    /// <summary>The first <paramref name="length"/> keys.</summary>
    public HoconPath SubPath(int length) => SubPath(0, length);

    public HoconPath SubPath(int index, int count) => new(this.Skip(index).Take(count));

    public bool Equals(HoconPath? other) => other is not null && this.SequenceEqual(other);

    public override bool Equals(object? obj) => Equals(obj as HoconPath);

    public override int GetHashCode() => this.Aggregate(Count, HashCode.Combine);

    public override string ToString() => Value;
}
