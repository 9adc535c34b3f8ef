using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Compat.OnnxRuntime.Tests;

public sealed class InferenceSessionTests : IDisposable
{
    private static readonly string[] X = ["X"], Y = ["Y"];

    private readonly InferenceSession _session = new(TinyModel.Bytes());
    private readonly RunOptions _run = new();

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    [Fact]
    public void Names_OfTinyModel_AreItsInputAndOutput()
    {
        Assert.Equal(X, _session.InputNames);
        Assert.Equal(Y, _session.OutputNames);
    }

    [Fact]
    public void Metadata_OfTinyModel_HasShapeTypeAndOpenDimension()
    {
        var input = _session.InputMetadata["X"];
        Assert.Equal(OnnxValueType.ONNX_TYPE_TENSOR, input.OnnxValueType);
        Assert.Equal([-1, 2], input.Dimensions);
        Assert.Equal(["batch", ""], input.SymbolicDimensions);
        Assert.Equal(TensorElementType.Float, input.ElementDataType);
        Assert.Equal(typeof(float), input.ElementType);
        Assert.Equal([-1, 3], _session.OutputMetadata["Y"].Dimensions);
    }

    [Fact]
    public void Run_TwoRows_MultipliesByWeights()
    {
        using var x = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 0, 10, 100 }, [2, 2]);
        using var outputs = _session.Run(_run, X, [x], Y);

        Assert.Single(outputs);
        Assert.Equal([2L, 3L], outputs[0].GetTensorTypeAndShape().Shape);
        Assert.Equal([1f, 2f, 3f, 410f, 520f, 630f], outputs[0].GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void Run_WithDictionary_GivesTheSame()
    {
        using var x = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 1 }, [1, 2]);
        using var outputs = _session.Run(_run, new Dictionary<string, OrtValue> { ["X"] = x }, Y);
        Assert.Equal([5f, 7f, 9f], outputs[0].GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void Run_IntoGivenOutput_WritesThere()
    {
        float[] result = new float[3];
        using var x = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 1 }, [1, 2]);
        using var y = OrtValue.CreateTensorValueFromMemory(result, [1, 3]);
        _session.Run(_run, X, [x], Y, [y]);
        Assert.Equal([5f, 7f, 9f], result);
    }

    [Fact]
    public void Run_InputChangedBetweenRuns_IsSeen()
    {
        float[] input = [1, 1];
        using var x = OrtValue.CreateTensorValueFromMemory(input, [1, 2]);
        using var y = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, [1, 3]);
        _session.Run(_run, X, [x], Y, [y]);
        input[0] = 3;
        _session.Run(_run, X, [x], Y, [y]);
        Assert.Equal([7f, 11f, 15f], y.GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void Run_WrongShape_SaysWhich()
    {
        using var x = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 2, 3 }, [1, 3]);
        var error = Assert.Throws<OnnxRuntimeException>(() => _session.Run(_run, X, [x], Y));
        Assert.StartsWith("[ErrorCode:InvalidArgument] ", error.Message);
        Assert.Contains("Got: 3 Expected: 2", error.Message);
    }

    [Fact]
    public void Run_UnknownOutput_Throws()
    {
        using var x = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 2 }, [1, 2]);
        Assert.Contains("Z", Assert.Throws<OnnxRuntimeException>(() => _session.Run(_run, X, [x], ["Z"])).Message);
    }

    [Fact]
    public void Run_UnequalCounts_Throws()
    {
        using var x = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 2 }, [1, 2]);
        Assert.Throws<ArgumentException>(() => _session.Run(_run, ["X", "X2"], [x], Y));
    }

    [Fact]
    public void Run_Terminated_ThrowsUntilUnset()
    {
        using var x = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 1 }, [1, 2]);
        _run.Terminate = true;
        Assert.Throws<OnnxRuntimeException>(() => _session.Run(_run, X, [x], Y));
        _run.Terminate = false;
        using var outputs = _session.Run(_run, X, [x], Y);
        Assert.Equal(5f, outputs[0].GetTensorDataAsSpan<float>()[0]);
    }

    [Fact]
    public void Run_Disposed_Throws()
    {
        using var x = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 1 }, [1, 2]);
        _session.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _session.Run(_run, X, [x], Y));
    }

    [Fact]
    public void Create_FromFile_IsThatOfBytes()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(path, TinyModel.Bytes());
        try
        {
            using var session = new InferenceSession(path);
            Assert.Equal(X, session.InputNames);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Create_MissingFile_NamesIt()
    {
        var error = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession("/nowhere/model.onnx"));
        Assert.StartsWith("[ErrorCode:NoSuchFile] ", error.Message);
        Assert.Contains("/nowhere/model.onnx", error.Message);
    }

    [Fact]
    public void Create_NotAModel_Throws() =>
        Assert.StartsWith("[ErrorCode:InvalidProtobuf] ", Assert.Throws<OnnxRuntimeException>(() => new InferenceSession([1, 2, 3])).Message);

    [Fact]
    public void Create_NoBytes_Throws() => Assert.Throws<OnnxRuntimeException>(() => new InferenceSession([]));
}
