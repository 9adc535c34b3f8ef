namespace Microsoft.ML.OnnxRuntime;

/// <summary>Whether independent operators of a graph run after each other or side by side.</summary>
public enum ExecutionMode
{
    ORT_SEQUENTIAL = 0,
    ORT_PARALLEL = 1,
}
