namespace Akka.Actor.Internal;

/// <summary>Names, builds, stops and forgets an actor's children. Children may be added by any thread; the rest happens on the actor's own.</summary>
internal sealed class CellChildren(ActorCell cell)
{
    private ChildrenState _state = ChildrenState.Empty;
    private long _nextName = -1;

    public bool IsNormal => State.IsNormal;

    public bool IsTerminating => State.IsTerminating;

    /// <summary>True while a start, restart or stop waits for children to be gone.</summary>
    public bool IsWaiting => State.Reason is not (null or WaitReason.UserRequest);

    public IReadOnlyCollection<IInternalActorRef> All => [.. State.Stats.Select(stats => stats.Child)];

    public IReadOnlyCollection<ChildRestartStats> Stats => [.. State.Stats];

    private ChildrenState State => Volatile.Read(ref _state);

    public IInternalActorRef? ByName(string name) => State.ByName.TryGetValue(name, out var stats) ? stats?.Child : null;

    public ChildRestartStats? Find(IActorRef child) => State.Find(child);

    /// <summary>Builds and starts a child.</summary>
    /// <param name="name">Null for a name of the runtime's choice.</param>
    /// <exception cref="InvalidActorNameException">The name is malformed or in use; a name is free again once its actor has terminated.</exception>
    public IInternalActorRef Attach(Props props, string? name, bool systemService)
    {
        string unique = name ?? "$" + Base64Name.Of(Interlocked.Increment(ref _nextName));
        if (name is not null) CheckName(name);
        return Attach(unique, path => cell.SystemImpl.LocalProvider.NewLocalRef(props, cell.Self, path, systemService));
    }

    /// <summary>Adds a child that the caller builds.</summary>
    public IInternalActorRef Attach(string name, Func<ActorPath, IInternalActorRef> build)
    {
        Change(state => state.Reserve(name));
        IInternalActorRef child;
        try
        {
            child = build(new ChildActorPath(cell.Self.Path, name, NewUid()));
        }
        catch
        {
            Change(state => state.Unreserve(name));
            throw;
        }

        // Whoever was suspended before this child came will be resumed, and will then resume it as well.
        for (int count = cell.Mailbox.SuspendCount; count > 0; count--) child.Suspend();
        Change(state => state.Add(new ChildRestartStats(child)));
        child.Start();
        return child;
    }

    public void Stop(IActorRef child)
    {
        if (State.Find(child) is not null) Change(state => state.ShallDie(child));
        ((IInternalActorRef)child).Stop();
    }

    public void StopAll()
    {
        foreach (var child in All) Stop(child);
    }

    public void SuspendAll(IReadOnlyCollection<IActorRef> except)
    {
        foreach (var child in All.Where(child => !except.Contains(child))) child.Suspend();
    }

    /// <param name="perpetrator">The child whose failure is forgiven; only it is told so.</param>
    public void ResumeAll(Exception? causedByFailure, IActorRef? perpetrator)
    {
        foreach (var child in All) child.Resume(child.Equals(perpetrator) ? causedByFailure : null);
    }

    /// <returns>False if no child is dying, so that there is nothing to wait for.</returns>
    public bool WaitFor(WaitReason reason)
    {
        if (State.Dying.IsEmpty) return false;
        Change(state => state with { Reason = reason });
        return true;
    }

    /// <summary>Forgets a child that has terminated.</summary>
    /// <returns>What was waiting for it, if it was the last; else null.</returns>
    public WaitReason? Remove(IActorRef child)
    {
        var before = State;
        var after = Change(state => state.Remove(child));
        return before.Reason is not null && (after.Reason is null || after.IsEnded) ? before.Reason : null;
    }

    public void End() => Change(_ => ChildrenState.Ended);

    private static void CheckName(string name)
    {
        if (name.Length == 0) throw new InvalidActorNameException("Actor name must not be empty.");
        if (!ActorPath.IsValidPathElement(name))
        {
            throw new InvalidActorNameException($"Illegal actor name [{name}]. Actor paths MUST: not start with `$`, include only ASCII letters and can only contain these special characters: ${ActorPath.ValidSymbols}.");
        }
    }

    private static long NewUid()
    {
        long uid;
        do uid = Random.Shared.Next();
        while (uid == ActorPath.UndefinedUid);
        return uid;
    }

    private ChildrenState Change(Func<ChildrenState, ChildrenState> step)
    {
        var seen = State;
        while (true)
        {
            var next = step(seen);
            var now = Interlocked.CompareExchange(ref _state, next, seen);
            if (now == seen) return next;
            seen = now;
        }
    }
}
