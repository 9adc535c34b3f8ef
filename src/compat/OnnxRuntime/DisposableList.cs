namespace Microsoft.ML.OnnxRuntime;

internal sealed class DisposableList<T>(IEnumerable<T> items) : List<T>(items), IDisposableReadOnlyCollection<T>
    where T : IDisposable
{
    public void Dispose()
    {
        // Last first, as they were made.
        for (int i = Count - 1; i >= 0; i--) this[i].Dispose();
        Clear();
    }
}
