using System.Globalization;
using System.Text;

namespace Akka.Actor;

/// <summary>
/// Names a place in the tree of actors of one system. Two paths are equal when address and names are; the uid, which tells apart actors that
/// held the same name one after the other, is compared by references alone.
/// </summary>
public abstract class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    internal const long UndefinedUid = 0;

    private const string Symbols = "\"-_.*$+:@&=,!~';()";

    private readonly ActorPath? _parent;
    private readonly int _hash;
    private string? _withoutAddress;

    protected ActorPath(Address address, string name)
    {
        Address = address;
        Name = name;
        _hash = HashCode.Combine(address, name);
    }

    protected ActorPath(ActorPath parentPath, string name, long uid)
    {
        _parent = parentPath;
        Address = parentPath.Address;
        Name = name;
        Uid = uid;
        Depth = parentPath.Depth + 1;
        _hash = (parentPath._hash * 31) + name.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>The characters that an actor's name may hold besides letters and digits.</summary>
    public static string ValidSymbols => Symbols;

    public Address Address { get; }

    public string Name { get; }

    public long Uid { get; }

    public int Depth { get; }

    /// <summary>Null above a root.</summary>
    public ActorPath Parent => _parent!;

    public ActorPath Root => ParentOf(0);

    public IReadOnlyList<string> Elements
    {
        get
        {
            string[] elements = new string[Depth];
            var at = this;
            for (int index = Depth - 1; index >= 0; index--)
            {
                elements[index] = at.Name;
                at = at.Parent;
            }

            return elements;
        }
    }

    public static ActorPath operator /(ActorPath path, string name) => path.Child(name);

    public static ActorPath operator /(ActorPath path, IEnumerable<string> name) => name.Where(element => element.Length > 0).Aggregate(path, (at, element) => at / element);

    public static bool operator ==(ActorPath? left, ActorPath? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(ActorPath? left, ActorPath? right) => !(left == right);

    /// <summary>A name may hold letters, digits, <see cref="ValidSymbols"/> and %xx escapes, and must not start with <c>$</c>.</summary>
    public static bool IsValidPathElement(string s)
    {
        if (string.IsNullOrEmpty(s) || s[0] == '$') return false;
        for (int index = 0; index < s.Length; index++)
        {
            char character = s[index];
            if (char.IsAsciiLetterOrDigit(character) || Symbols.Contains(character, StringComparison.Ordinal)) continue;
            if (character != '%' || index + 2 >= s.Length || !char.IsAsciiHexDigit(s[index + 1]) || !char.IsAsciiHexDigit(s[index + 2])) return false;
            index += 2;
        }

        return true;
    }

    public static string FormatPathElements(IEnumerable<string> pathElements) => string.Join('/', pathElements);

    public static ActorPath Parse(string path) =>
        TryParse(path, out var result) ? result : throw new UriFormatException($"Can not parse an ActorPath: {path}");

    public static bool TryParse(string path, out ActorPath actorPath)
    {
        actorPath = null!;
        return Address.TryParse(path, out var address, out string rest) && TryParse(new RootActorPath(address), rest, out actorPath);
    }

    /// <param name="absoluteUri">Names below <paramref name="basePath"/>, separated by <c>/</c>; the last may carry a uid after <c>#</c>.</param>
    public static bool TryParse(ActorPath basePath, string absoluteUri, out ActorPath actorPath)
    {
        actorPath = basePath;
        string[] elements = absoluteUri.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int index = 0; index < elements.Length; index++)
        {
            int hash = index == elements.Length - 1 ? elements[index].IndexOf('#', StringComparison.Ordinal) : -1;
            if (hash < 0)
            {
                actorPath = actorPath.Child(elements[index]);
                continue;
            }

            if (!long.TryParse(elements[index].AsSpan(hash + 1), out long uid)) return false;
            actorPath = new ChildActorPath(actorPath, elements[index][..hash], uid);
        }

        return true;
    }

    public static bool TryParseAddress(string path, out Address address) => Address.TryParse(path, out address);

    /// <param name="childName">May carry a uid after <c>#</c>.</param>
    public ActorPath Child(string childName)
    {
        int hash = childName.IndexOf('#', StringComparison.Ordinal);
        return hash < 0
            ? new ChildActorPath(this, childName, UndefinedUid)
            : new ChildActorPath(this, childName[..hash], long.Parse(childName.AsSpan(hash + 1), CultureInfo.InvariantCulture));
    }

    /// <summary>The ancestor at a depth; a negative depth counts from this path upwards.</summary>
    public ActorPath ParentOf(int depth)
    {
        int wanted = Math.Max(depth < 0 ? Depth + depth : depth, 0);
        var at = this;
        while (at.Depth > wanted) at = at.Parent;
        return at;
    }

    /// <exception cref="NotSupportedException">A root has no uid.</exception>
    public ActorPath WithUid(long uid)
    {
        if (uid == Uid) return this;
        return _parent is null ? throw new NotSupportedException("RootActorPath must have undefined Uid") : new ChildActorPath(_parent, Name, uid);
    }

    public string ToStringWithoutAddress() => _withoutAddress ??= Join();

    public string ToStringWithAddress() => Address + ToStringWithoutAddress();

    /// <param name="address">Takes the place of this path's own address if that is only local.</param>
    public string ToStringWithAddress(Address address) => (Address.HasLocalScope ? address : Address) + ToStringWithoutAddress();

    public string ToStringWithUid() => AppendUid(ToStringWithAddress());

    public string ToSerializationFormat() => AppendUid(ToStringWithAddress());

    public string ToSerializationFormatWithAddress(Address address) => AppendUid(ToStringWithAddress(address));

    public override string ToString() => ToStringWithAddress();

    public bool Equals(ActorPath? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || _hash != other._hash || Depth != other.Depth || !Address.Equals(other.Address)) return false;
        for (ActorPath left = this, right = other; left.Depth > 0 && !ReferenceEquals(left, right); left = left.Parent, right = right.Parent)
        {
            if (left.Name != right.Name) return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    public override int GetHashCode() => _hash;

    /// <summary>By name, then by the names above, from the nearest on; roots come last.</summary>
    public int CompareTo(ActorPath? other)
    {
        if (other is null) return 1;
        for (ActorPath left = this, right = other; !ReferenceEquals(left, right); left = left.Parent, right = right.Parent)
        {
            if (left.Depth == 0) return right.Depth == 0 ? Math.Sign(string.CompareOrdinal(left.ToString(), right.ToString())) : 1;
            if (right.Depth == 0) return -1;
            int byName = string.CompareOrdinal(left.Name, right.Name);
            if (byName != 0) return Math.Sign(byName);
        }

        return 0;
    }

    private string Join()
    {
        if (Depth == 0) return "/";
        var text = new StringBuilder();
        foreach (string element in Elements) text.Append('/').Append(element);
        return text.ToString();
    }

    private string AppendUid(string text) => Uid == UndefinedUid ? text : $"{text}#{Uid}";
}
