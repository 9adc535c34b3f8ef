using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster;

/// <summary>A node as a member of the cluster. Equal when address and uid are, whatever their status. Immutable.</summary>
public class Member : IComparable<Member>, IComparable
{
    private static readonly Dictionary<MemberStatus, MemberStatus[]> Transitions = new()
    {
        [MemberStatus.Joining] = [MemberStatus.WeaklyUp, MemberStatus.Up, MemberStatus.Leaving, MemberStatus.Down, MemberStatus.Removed],
        [MemberStatus.WeaklyUp] = [MemberStatus.Up, MemberStatus.Leaving, MemberStatus.Down, MemberStatus.Removed],
        [MemberStatus.Up] = [MemberStatus.Leaving, MemberStatus.Down, MemberStatus.Removed],
        [MemberStatus.Leaving] = [MemberStatus.Exiting, MemberStatus.Down, MemberStatus.Removed],
        [MemberStatus.Down] = [MemberStatus.Removed],
        [MemberStatus.Exiting] = [MemberStatus.Removed, MemberStatus.Down],
        [MemberStatus.Removed] = [],
    };

    private Member(UniqueAddress uniqueAddress, int upNumber, MemberStatus status, ImmutableHashSet<string> roles, bool isSeed)
    {
        UniqueAddress = uniqueAddress;
        UpNumber = upNumber;
        Status = status;
        Roles = roles;
        IsSeed = isSeed;
    }

    /// <summary>By host, then by port.</summary>
    public static IComparer<Address> AddressOrdering { get; } = Comparer<Address>.Create(CompareAddresses);

    /// <summary>The oldest first: those that came up earlier.</summary>
    public static IComparer<Member> AgeOrdering { get; } = Comparer<Member>.Create(CompareAges);

    public UniqueAddress UniqueAddress { get; }

    public Address Address => UniqueAddress.Address;

    public MemberStatus Status { get; }

    public ImmutableHashSet<string> Roles { get; }

    /// <summary>The how-manieth to become Up; the largest number where it hasn't yet.</summary>
    internal int UpNumber { get; }

    /// <summary>Whether it sees all members and may coordinate them.</summary>
    internal bool IsSeed { get; }

    public static Member HighestPriorityOf(Member m1, Member m2)
    {
        if (m1.Status == m2.Status) return m1.IsOlderThan(m2) ? m1 : m2;
        MemberStatus[] order = [MemberStatus.Removed, MemberStatus.Down, MemberStatus.Exiting, MemberStatus.Leaving, MemberStatus.Joining, MemberStatus.WeaklyUp, MemberStatus.Up];
        return Array.IndexOf(order, m1.Status) < Array.IndexOf(order, m2.Status) ? m1 : m2;
    }

    public bool HasRole(string role) => Roles.Contains(role);

    /// <summary>Came up earlier.</summary>
    public bool IsOlderThan(Member other) => CompareAges(this, other) < 0;

    public int CompareTo(Member? other) => UniqueAddress.CompareTo(other?.UniqueAddress);

    int IComparable.CompareTo(object? obj) => obj is Member other ? CompareTo(other) : throw new ArgumentException($"Cannot compare a member with a {obj?.GetType()}.", nameof(obj));

    /// <exception cref="InvalidOperationException">No member goes from its present status to that one.</exception>
    public Member Copy(MemberStatus status)
    {
        if (status == Status) return this;
        if (!Transitions[Status].Contains(status)) throw new InvalidOperationException($"Invalid member status transition {this} -> {status}");
        return new Member(UniqueAddress, UpNumber, status, Roles, IsSeed);
    }

    public Member CopyUp(int upNumber) => new(UniqueAddress, upNumber, Copy(MemberStatus.Up).Status, Roles, IsSeed);

    public override bool Equals(object? obj) => obj is Member other && UniqueAddress.Equals(other.UniqueAddress);

    public override int GetHashCode() => UniqueAddress.GetHashCode();

    public override string ToString() => $"Member(address = {Address}, Uid={UniqueAddress.Uid} status = {Status}, role=[{string.Join(",", Roles.Order(StringComparer.Ordinal))}], upNumber={UpNumber})";

    internal static Member Create(UniqueAddress uniqueAddress, ImmutableHashSet<string> roles, bool isSeed) => new(uniqueAddress, int.MaxValue, MemberStatus.Joining, roles, isSeed);

    internal static Member Create(UniqueAddress uniqueAddress, int upNumber, MemberStatus status, ImmutableHashSet<string> roles, bool isSeed) =>
        new(uniqueAddress, upNumber, status, roles, isSeed);

    private static int CompareAddresses(Address? left, Address? right)
    {
        if (ReferenceEquals(left, right)) return 0;
        if (left is null) return -1;
        if (right is null) return 1;
        int byHost = string.CompareOrdinal(left.Host ?? "", right.Host ?? "");
        return byHost != 0 ? byHost : Nullable.Compare(left.Port, right.Port);
    }

    private static int CompareAges(Member? left, Member? right)
    {
        if (ReferenceEquals(left, right)) return 0;
        if (left is null) return 1;
        if (right is null) return -1;
        int byNumber = left.UpNumber.CompareTo(right.UpNumber);
        return byNumber != 0 ? byNumber : CompareAddresses(left.Address, right.Address);
    }
}
