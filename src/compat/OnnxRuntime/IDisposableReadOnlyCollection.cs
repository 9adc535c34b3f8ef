namespace Microsoft.ML.OnnxRuntime;

/// <summary>Results of a run, in the order asked for. Disposing the collection disposes them.</summary>
public interface IDisposableReadOnlyCollection<T> : IReadOnlyCollection<T>, IReadOnlyList<T>, IDisposable;
