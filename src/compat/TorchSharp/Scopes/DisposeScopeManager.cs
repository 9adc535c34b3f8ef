namespace TorchSharp;

/// <summary>The dispose scopes of one thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? s_current;

    private readonly List<DisposeScope> _open = [];

    public DisposeScopeManager()
    {
    }

    /// <summary>Counts of this thread.</summary>
    public static ThreadDisposeScopeStatistics Statistics => ThisThread.Counts;

    internal static DisposeScopeManager ThisThread => s_current ??= new DisposeScopeManager();

    internal static DisposeScope? CurrentScope => s_current?.Innermost;

    internal ThreadDisposeScopeStatistics Counts { get; } = new();

    internal DisposeScope? Innermost => _open.Count == 0 ? null : _open[^1];

    internal DisposeScope Open()
    {
        var scope = new DisposeScope(this, Innermost);
        _open.Add(scope);
        return scope;
    }

    /// <summary>Counts a new tensor and gives it to the innermost scope.</summary>
    internal void Register(torch.Tensor tensor)
    {
        if (Innermost is { } scope)
        {
            Counts.TensorStatistics.CreatedInScopeCount++;
            scope.Adopt(tensor);
        }
        else
        {
            Counts.TensorStatistics.CreatedOutsideScopeCount++;
        }
    }

    /// <summary>Closes <paramref name="scope"/>; scopes within it stay open.</summary>
    internal void Remove(DisposeScope scope) => _open.Remove(scope);
}
