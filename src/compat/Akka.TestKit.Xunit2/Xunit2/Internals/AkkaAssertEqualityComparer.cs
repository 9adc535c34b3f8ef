using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>Equal as a test means it: collections by their elements, comparable values by their order, others by their own idea of equality.</summary>
/// <param name="skipTypeCheck">Whether values of different types are compared too.</param>
/// <param name="innerComparer">For the elements of collections; null for this one.</param>
public class AkkaAssertEqualityComparer<T>(bool skipTypeCheck = false, IEqualityComparer? innerComparer = null) : IEqualityComparer<T>
{
    public bool Equals(T? x, T? y) => AreEqual(x, y);

    public int GetHashCode([DisallowNull] T obj) => throw new NotSupportedException("Only for comparing, not for tables.");

    private bool AreEqual(object? x, object? y)
    {
        if (ReferenceEquals(x, y)) return true;
        if (x is null || y is null) return false;
        if (x.Equals(y)) return true;
        return (x, y) switch
        {
            (string, _) or (_, string) => false,
            (IDictionary left, IDictionary right) => left.Count == right.Count && left.Keys.Cast<object>().All(key => right.Contains(key) && AreEqual(left[key], right[key])),
            (IEnumerable left, IEnumerable right) => SameElements(left, right),
            (IComparable left, _) when skipTypeCheck || x.GetType() == y.GetType() => left.CompareTo(y) == 0,
            _ => false,
        };
    }

    private bool SameElements(IEnumerable left, IEnumerable right)
    {
        var (mine, others) = (left.GetEnumerator(), right.GetEnumerator());
        while (mine.MoveNext())
        {
            if (!others.MoveNext() || !(innerComparer?.Equals(mine.Current, others.Current) ?? AreEqual(mine.Current, others.Current))) return false;
        }

        return !others.MoveNext();
    }
}
