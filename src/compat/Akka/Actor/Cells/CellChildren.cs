namespace Akka.Actor.Internal;

/// <summary>Names, builds, stops and forgets an actor's children. Children may be added by any thread; the rest happens on the actor's own.</summary>
internal sealed class CellChildren(ActorCell cell)
{
    /// <summary>Null while the actor never had a child: most never have.</summary>
    private ChildrenTable? _table;
    private long _nextName = -1;

    public bool IsNormal => Table?.IsNormal ?? true;

    public bool IsTerminating => Table is { IsTerminating: true };

    /// <summary>True while a start, restart or stop waits for children to be gone.</summary>
    public bool IsWaiting => Table is { IsWaiting: true };

    /// <summary>Those that are there now; the list stays as it is.</summary>
    public IReadOnlyCollection<IInternalActorRef> All => Table is { } table ? Array.ConvertAll(table.Snapshot(), stats => stats.Child) : [];

    public IReadOnlyCollection<ChildRestartStats> Stats => Table?.Snapshot() ?? [];

    private ChildrenTable? Table => Volatile.Read(ref _table);

    public IInternalActorRef? ByName(string name) => Table?.Find(name)?.Child;

    public ChildRestartStats? Find(IActorRef child) => Table?.Find(child);

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
        var table = TableForAChild();
        table.Reserve(name);
        IInternalActorRef child;
        try
        {
            child = build(new ChildActorPath(cell.Self.Path, name, NewUid()));
        }
        catch
        {
            table.Unreserve(name);
            throw;
        }

        // Whoever was suspended before this child came will be resumed, and will then resume it as well.
        for (int count = cell.Mailbox.SuspendCount; count > 0; count--) child.Suspend();
        table.Add(new ChildRestartStats(child));
        child.Start();
        cell.NoteLifecycle("now supervising", child.Path);

        // Added by another thread in the moment in which the actor ended: nobody will stop it later.
        if (table.IsEnded) child.Stop();
        return child;
    }

    public void Stop(IActorRef child)
    {
        if (Find(child) is not null) Table!.ShallDie(child);
        ((IInternalActorRef)child).Stop();
    }

    public void StopAll()
    {
        foreach (var child in All) Stop(child);
    }

    public void SuspendAll(IReadOnlyCollection<IActorRef> except)
    {
        foreach (var child in All)
        {
            if (!except.Contains(child)) child.Suspend();
        }
    }

    /// <param name="perpetrator">The child whose failure is forgiven; only it is told so.</param>
    public void ResumeAll(Exception? causedByFailure, IActorRef? perpetrator)
    {
        foreach (var child in All) child.Resume(child.Equals(perpetrator) ? causedByFailure : null);
    }

    /// <returns>False if no child is dying, so that there is nothing to wait for.</returns>
    public bool WaitFor(WaitReason reason) => Table?.WaitFor(reason) ?? false;

    /// <summary>Forgets a child that has terminated.</summary>
    /// <returns>What was waiting for it, if it was the last; else null.</returns>
    public WaitReason? Remove(IActorRef child) => Table?.Remove(child);

    /// <summary>As <see cref="All"/>, but looked up only when it is enumerated.</summary>
    public IEnumerable<IInternalActorRef> WhenAsked()
    {
        foreach (var child in All) yield return child;
    }

    public void End() => Interlocked.Exchange(ref _table, ChildrenTable.Ended)?.End();

    private static void CheckName(string name)
    {
        if (name.Length == 0) throw new InvalidActorNameException("Actor name must not be empty.");
        if (!ActorPath.IsValidPathElement(name))
        {
            throw new InvalidActorNameException($"Illegal actor name [{name}]. Actor paths MUST: not start with `$`, not be empty, and only contain ASCII letters, digits and these special characters: `{ActorPath.ValidSymbols}`");
        }
    }

    private static long NewUid()
    {
        long uid;
        do uid = Random.Shared.Next();
        while (uid == ActorPath.UndefinedUid);
        return uid;
    }

    private ChildrenTable TableForAChild()
    {
        if (Table is { } table) return table;
        table = new ChildrenTable();
        return Interlocked.CompareExchange(ref _table, table, null) ?? table;
    }
}
