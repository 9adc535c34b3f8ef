namespace Akka.Actor.Internal;

/// <summary>
/// A cell's children by name, and what follows when those that are stopping are gone. Adding and looking up is for any thread; every step costs the same however many
/// there are.
/// </summary>
internal sealed class ChildrenTable
{
    /// <summary>Of every actor that is gone.</summary>
    public static readonly ChildrenTable Ended = new() { IsEnded = true };

    private readonly Dictionary<string, ChildRestartStats?> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<IActorRef> _dying = [];
    private WaitReason? _reason;

    /// <summary>True once the cell has stopped for good.</summary>
    public bool IsEnded { get; private set; }

    public bool IsNormal => !IsEnded && _reason is null or WaitReason.UserRequest;

    public bool IsTerminating => IsEnded || _reason is WaitReason.Termination;

    /// <summary>True while a start, restart or stop waits for children to be gone.</summary>
    public bool IsWaiting => _reason is not (null or WaitReason.UserRequest);

    /// <summary>Those that are there now; the list stays as it is.</summary>
    public ChildRestartStats[] Snapshot()
    {
        lock (_byName) return [.. _byName.Values.OfType<ChildRestartStats>()];
    }

    /// <returns>Null where the name is free or only reserved.</returns>
    public ChildRestartStats? Find(string name)
    {
        lock (_byName) return _byName.GetValueOrDefault(name);
    }

    public ChildRestartStats? Find(IActorRef actor) => Find(actor.Path.Name) is { } stats && stats.Child.Equals(actor) ? stats : null;

    /// <exception cref="InvalidActorNameException">The name is in use.</exception>
    /// <exception cref="InvalidOperationException">The actor is stopping.</exception>
    public void Reserve(string name)
    {
        lock (_byName)
        {
            if (IsTerminating) throw new InvalidOperationException("Cannot create child while terminating or terminated");
            if (!_byName.TryAdd(name, null)) throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
        }
    }

    public void Unreserve(string name)
    {
        lock (_byName)
        {
            if (_byName.TryGetValue(name, out var stats) && stats is null) _byName.Remove(name);
        }
    }

    public void Add(ChildRestartStats stats)
    {
        lock (_byName) _byName[stats.Child.Path.Name] = stats;
    }

    /// <summary>Notes that a child was told to stop.</summary>
    public void ShallDie(IActorRef child)
    {
        lock (_byName)
        {
            _dying.Add(child);
            _reason ??= new WaitReason.UserRequest();
        }
    }

    /// <returns>False if no child is dying, so that there is nothing to wait for.</returns>
    public bool WaitFor(WaitReason reason)
    {
        lock (_byName)
        {
            if (_dying.Count == 0) return false;
            _reason = reason;
            return true;
        }
    }

    /// <summary>Forgets a child that has terminated.</summary>
    /// <returns>What was waiting for it, if it was the last; else null.</returns>
    public WaitReason? Remove(IActorRef child)
    {
        lock (_byName)
        {
            if (_byName.GetValueOrDefault(child.Path.Name) is { } stats && stats.Child.Equals(child)) _byName.Remove(child.Path.Name);
            _dying.Remove(child);
            if (_reason is null || _dying.Count > 0) return null;
            var reached = _reason;
            _reason = null;
            if (reached is WaitReason.Termination) End();
            return reached;
        }
    }

    /// <summary>The actor is gone: no name can be reserved any more.</summary>
    public void End()
    {
        lock (_byName)
        {
            IsEnded = true;
            _reason = null;
            _byName.Clear();
            _dying.Clear();
        }
    }
}
