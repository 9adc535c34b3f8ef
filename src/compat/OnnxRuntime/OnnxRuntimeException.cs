namespace Microsoft.ML.OnnxRuntime;

/// <summary>A call into ONNX Runtime failed; the message begins with <c>[ErrorCode:Name]</c>.</summary>
public class OnnxRuntimeException : Exception
{
    internal OnnxRuntimeException(ErrorCode errorCode, string message)
        : base($"[ErrorCode:{errorCode}] {message}")
    {
    }
}
