using Hocon;

namespace Compat.Hocon.Tests;

/// <summary>Compares what an application sees when it walks two configurations: keys whatever their order, types, texts and items.</summary>
internal sealed class SameTree : IEqualityComparer<Config>
{
    public static readonly SameTree Comparer = new();

    public bool Equals(Config? x, Config? y) => ReferenceEquals(x, y) || (x is not null && y is not null && Same(x.Root, y.Root));

    public int GetHashCode(Config obj) => obj.Root.GetObject().Count;

    public static bool Same(HoconValue left, HoconValue right)
    {
        if (left.Type != right.Type) return false;
        switch (left.Type)
        {
            case HoconType.Object:
                var (leftFields, rightFields) = (left.GetObject(), right.GetObject());
                return leftFields.Count == rightFields.Count && leftFields.All(field => rightFields.TryGetField(field.Key, out var other) && Same(field.Value.Value, other.Value));
            case HoconType.Array:
                var (leftItems, rightItems) = (left.GetArray(), right.GetArray());
                return leftItems.Count == rightItems.Count && leftItems.Zip(rightItems).All(pair => Same(pair.First, pair.Second));
            default:
                return left.GetString() == right.GetString();
        }
    }
}
