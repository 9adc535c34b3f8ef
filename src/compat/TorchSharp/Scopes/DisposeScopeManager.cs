namespace TorchSharp;

/// <summary>The dispose scopes of one thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? s_current;

    public DisposeScopeManager()
    {
    }

    internal static DisposeScopeManager ThisThread => s_current ??= new DisposeScopeManager();

    internal static DisposeScope? CurrentScope => s_current?.Innermost;

    internal DisposeScope? Innermost { get; private set; }

    internal DisposeScope Open()
    {
        Innermost = new DisposeScope(this, Innermost);
        return Innermost;
    }

    /// <summary>Closes <paramref name="scope"/>; scopes within it that were left open go with it.</summary>
    internal void Remove(DisposeScope scope)
    {
        for (DisposeScope? candidate = Innermost; candidate is not null; candidate = candidate.Outer)
        {
            if (candidate != scope) continue;
            Innermost = scope.Outer;
            return;
        }
    }
}
