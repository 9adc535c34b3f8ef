using EdgeNas.Domain.Spaces;
using EdgeNas.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace EdgeNas.Learning.Export;

/// <summary>Runs an ONNX model in ONNX Runtime, on one thread.</summary>
internal static class OnnxLogits
{
    /// <param name="pixels"><c>[count, channels, size, size]</c> in row-major order.</param>
    /// <returns><c>[count, classes]</c>.</returns>
    public static float[] Of(byte[] model, float[] pixels, int count, InputShape shape)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(model, options);
        using var input = OrtValue.CreateTensorValueFromMemory(pixels, [count, shape.Channels, shape.Size, shape.Size]);
        using var run = new RunOptions();
        using var outputs = session.Run(run, [OnnxWriter.Input], [input], [OnnxWriter.Output]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
