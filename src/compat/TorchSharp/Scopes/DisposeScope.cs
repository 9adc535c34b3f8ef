namespace TorchSharp;

/// <summary>
/// Owns what is made on this thread while it is the innermost scope, and disposes of it when it ends, save what was moved out or detached.
/// Not thread-safe: a scope belongs to the thread that made it.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly HashSet<IDisposable> _disposables = new(System.Collections.Generic.ReferenceEqualityComparer.Instance);
    private readonly DisposeScopeManager _manager;
    private readonly DisposeScope? _outer;

    internal DisposeScope(DisposeScopeManager manager, DisposeScope? outer)
    {
        _manager = manager;
        _outer = outer;
    }

    public int DisposablesCount => _disposables.Count;

    public IReadOnlyList<IDisposable> DisposablesView => [.. _disposables];

    public bool Contains(IDisposable disposable) => _disposables.Contains(disposable);

    /// <exception cref="InvalidOperationException">Something else than a tensor.</exception>
    public void Attach(IDisposable disposable)
    {
        ArgumentNullException.ThrowIfNull(disposable);
        if (disposable is not torch.Tensor tensor) throw new InvalidOperationException($"a dispose scope holds tensors; a {disposable.GetType().Name} can't be attached");
        if (tensor.OwningDisposeScope == this) return;
        DisposeScopeManager.Statistics.TensorStatistics.AttachedToScopeCount++;
        tensor.OwningDisposeScope?._disposables.Remove(tensor);
        Adopt(tensor);
    }

    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        List<IDisposable> list = [.. disposables];
        foreach (var disposable in list) Attach(disposable);
        return list;
    }

    /// <summary>Lets the scope forget <paramref name="disposable"/>; from then on its holder disposes of it.</summary>
    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        MoveTo(null, disposable);
        return disposable;
    }

    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (Detach(first), Detach(second));

    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (Detach(first), Detach(second), Detach(third));

    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    public void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables) Detach<IDisposable>(disposable);
    }

    public T MoveToOuter<T>(T disposable)
        where T : IDisposable => MoveTo(_outer, disposable);

    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (MoveToOuter(first), MoveToOuter(second));

    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables.ToArray()) MoveTo(_outer, disposable);
    }

    public T MoveToOther<T>(DisposeScope scope, T disposable)
        where T : IDisposable => MoveTo(scope, disposable);

    public (T1 first, T2 second) MoveToOther<T1, T2>(DisposeScope scope, T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (MoveTo(scope, first), MoveTo(scope, second));

    public (T1 first, T2 second, T3 third) MoveToOther<T1, T2, T3>(DisposeScope scope, T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (MoveTo(scope, first), MoveTo(scope, second), MoveTo(scope, third));

    public void MoveToOther(DisposeScope scope, params IDisposable[] disposables) => MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    public void MoveToOther(DisposeScope scope, IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables.ToArray()) MoveTo(scope, disposable);
    }

    /// <summary>Disposes of everything in the scope, which lives on.</summary>
    public void DisposeEverything()
    {
        IDisposable[] doomed = [.. _disposables];
        _disposables.Clear();
        foreach (var disposable in doomed) disposable.Dispose();
    }

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        HashSet<IDisposable> keep = new(inKeep.Where(_disposables.Contains), System.Collections.Generic.ReferenceEqualityComparer.Instance);
        _disposables.ExceptWith(keep);
        DisposeEverything();
        _disposables.UnionWith(keep);
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second]);
        return (first, second);
    }

    public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second, third]);
        return (first, second, third);
    }

    /// <summary>Lets the scope forget something that somebody else has disposed of.</summary>
    public void MarkAsDisposed(IDisposable disposable) => _disposables.Remove(disposable);

    public void Dispose()
    {
        DisposeEverything();
        _manager.Remove(this);
    }

    internal void Adopt(torch.Tensor tensor)
    {
        _disposables.Add(tensor);
        tensor.OwningDisposeScope = this;
    }

    /// <summary>What this scope doesn't hold stays where it is.</summary>
    private T MoveTo<T>(DisposeScope? target, T disposable)
        where T : IDisposable
    {
        if (disposable is not torch.Tensor tensor || !_disposables.Remove(tensor)) return disposable;
        tensor.OwningDisposeScope = null;
        if (target is null) DisposeScopeManager.Statistics.TensorStatistics.DetachedFromScopeCount++;
        else target.Adopt(tensor);
        return disposable;
    }
}
