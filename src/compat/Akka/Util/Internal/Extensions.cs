namespace Akka.Util.Internal;

/// <summary>Small steps with collections and time spans.</summary>
public static class Extensions
{
    /// <exception cref="InvalidCastException">It is something else.</exception>
    public static T AsInstanceOf<T>(this object self) => (T)self;

    public static TValue GetOrElse<TKey, TValue>(this IDictionary<TKey, TValue> hash, TKey key, TValue elseValue) =>
        hash.TryGetValue(key, out var value) ? value : elseValue;

    public static void AddOrSet<TKey, TValue>(this IDictionary<TKey, TValue> hash, TKey key, TValue value) => hash[key] = value;

    public static IDictionary<TKey, TValue> AddAndReturn<TKey, TValue>(this IDictionary<TKey, TValue> hash, TKey key, TValue value)
    {
        hash[key] = value;
        return hash;
    }

    public static TimeSpan Max(this TimeSpan @this, TimeSpan other) => @this > other ? @this : other;

    public static TimeSpan Min(this TimeSpan @this, TimeSpan other) => @this < other ? @this : other;

    public static IEnumerable<T> Concat<T>(this IEnumerable<T> enumerable, T item) => enumerable.Append(item);

    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static T Head<T>(this IEnumerable<T> self) => self.First();

    public static IEnumerable<T> Drop<T>(this IEnumerable<T> self, int count) => self.Skip(count);

    public static IEnumerable<T> TakeRight<T>(this IEnumerable<T> self, int n) => self.TakeLast(n);

    public static void ForEach<T>(this IEnumerable<T> source, Action<T> action)
    {
        foreach (var item in source) action(item);
    }

    public static string Join(this IEnumerable<string> self, string separator) => string.Join(separator, self);

    public static string BetweenDoubleQuotes(this string self) => $"\"{self}\"";

    /// <summary>The parts of a dotted key; dots within quotes belong to a part.</summary>
    public static IEnumerable<string> SplitDottedPathHonouringQuotes(this string path)
    {
        int at = 0;
        while (at < path.Length)
        {
            bool quoted = path[at] == '"';
            int end = quoted ? path.IndexOf('"', at + 1) : path.IndexOf('.', at);
            if (end < 0) end = path.Length;
            yield return quoted ? path[(at + 1)..end] : path[at..end];
            at = quoted ? end + 2 : end + 1;
        }
    }
}
