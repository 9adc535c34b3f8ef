using Akka.Actor;

namespace Akka.Cluster;

/// <summary>One incarnation of a node: a node that starts again has the address of the last one, and another uid.</summary>
public class UniqueAddress(Address address, int uid) : IComparable<UniqueAddress>, IEquatable<UniqueAddress>, IComparable
{
    public Address Address { get; } = address;

    public int Uid { get; } = uid;

    public static bool operator ==(UniqueAddress? left, UniqueAddress? right) => Equals(left, right);

    public static bool operator !=(UniqueAddress? left, UniqueAddress? right) => !Equals(left, right);

    public int CompareTo(UniqueAddress? uniqueAddress)
    {
        if (uniqueAddress is null) return 1;
        int byAddress = Member.AddressOrdering.Compare(Address, uniqueAddress.Address);
        return byAddress != 0 ? byAddress : Uid.CompareTo(uniqueAddress.Uid);
    }

    int IComparable.CompareTo(object? obj) => obj is UniqueAddress other ? CompareTo(other) : throw new ArgumentException($"Cannot compare a node with a {obj?.GetType()}.", nameof(obj));

    public bool Equals(UniqueAddress? other) => other is not null && Uid == other.Uid && Address.Equals(other.Address);

    public override bool Equals(object? obj) => Equals(obj as UniqueAddress);

    public override int GetHashCode() => Uid;

    public override string ToString() => $"UniqueAddress: ({Address}, {Uid})";
}
