using System.Collections.Immutable;

namespace Akka.Actor.Internal;

/// <summary>Why a cell waits for children to stop.</summary>
internal abstract record WaitReason
{
    /// <summary>The actor stopped them itself; nothing waits for it.</summary>
    public sealed record UserRequest : WaitReason;

    /// <summary>A first incarnation shall be built.</summary>
    public sealed record Creation : WaitReason;

    /// <summary>The actor restarts.</summary>
    public sealed record Recreation(Exception Cause) : WaitReason;

    /// <summary>The actor stops.</summary>
    public sealed record Termination : WaitReason;
}

/// <summary>A cell's children at one moment. Names map to null while they are only reserved.</summary>
/// <param name="Dying">Children that were told to stop and are still there.</param>
/// <param name="Reason">What follows when the last of them is gone; null while none is dying.</param>
/// <param name="IsEnded">True once the cell has stopped for good.</param>
internal sealed record ChildrenState(ImmutableDictionary<string, ChildRestartStats?> ByName, ImmutableHashSet<IActorRef> Dying, WaitReason? Reason, bool IsEnded)
{
    public static readonly ChildrenState Empty = new(ImmutableDictionary.Create<string, ChildRestartStats?>(StringComparer.Ordinal), [], null, IsEnded: false);

    public static readonly ChildrenState Ended = Empty with { IsEnded = true };

    public bool IsNormal => !IsEnded && Reason is null or WaitReason.UserRequest;

    public bool IsTerminating => IsEnded || Reason is WaitReason.Termination;

    public IEnumerable<ChildRestartStats> Stats => ByName.Values.OfType<ChildRestartStats>();

    public ChildRestartStats? Find(IActorRef actor) => ByName.TryGetValue(actor.Path.Name, out var stats) && stats is not null && stats.Child.Equals(actor) ? stats : null;

    public ChildrenState Reserve(string name)
    {
        if (IsTerminating) throw new InvalidOperationException($"Cannot reserve actor name '{name}': {(IsEnded ? "terminated" : "terminating")}");
        if (ByName.ContainsKey(name)) throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
        return this with { ByName = ByName.Add(name, null) };
    }

    public ChildrenState Unreserve(string name) => ByName.TryGetValue(name, out var stats) && stats is null ? this with { ByName = ByName.Remove(name) } : this;

    public ChildrenState Add(ChildRestartStats stats) => this with { ByName = ByName.SetItem(stats.Child.Path.Name, stats) };

    public ChildrenState ShallDie(IActorRef child) => this with { Dying = Dying.Add(child), Reason = Reason ?? new WaitReason.UserRequest() };

    public ChildrenState Remove(IActorRef child)
    {
        var left = this with { ByName = Find(child) is null ? ByName : ByName.Remove(child.Path.Name), Dying = Dying.Remove(child) };
        if (left.Reason is null || !left.Dying.IsEmpty) return left;
        return left.Reason is WaitReason.Termination ? Ended : left with { Reason = null };
    }
}
