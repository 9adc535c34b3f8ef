namespace TorchSharp;

/// <summary>Runs an action once, when disposed of.</summary>
internal sealed class OnDispose(Action action) : IDisposable
{
    private Action? _action = action;

    public void Dispose()
    {
        _action?.Invoke();
        _action = null;
    }
}
