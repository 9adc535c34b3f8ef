using Microsoft.ML.OnnxRuntime;

namespace Compat.OnnxRuntime.Tests;

public sealed class SessionOptionsTests
{
    [Fact]
    public void Defaults_AreTheLibrarys()
    {
        using var options = new SessionOptions();
        Assert.Equal(0, options.IntraOpNumThreads);
        Assert.Equal(0, options.InterOpNumThreads);
        Assert.Equal(GraphOptimizationLevel.ORT_ENABLE_ALL, options.GraphOptimizationLevel);
        Assert.Equal(ExecutionMode.ORT_SEQUENTIAL, options.ExecutionMode);
        Assert.True(options.EnableMemoryPattern);
        Assert.True(options.EnableCpuMemArena);
    }

    [Fact]
    public void Options_Set_AreUsedBySession()
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 2,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            EnableMemoryPattern = false,
            EnableCpuMemArena = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        using var session = new InferenceSession(TinyModel.Bytes(), options);
        Assert.Single(session.InputNames);
        Assert.Equal(2, options.IntraOpNumThreads);
    }

    [Fact]
    public void AddSessionConfigEntry_AffinitiesForWrongThreadCount_FailSessionCreation()
    {
        // Three threads have two extra ones, but one set is given: that the session refuses proves that the entry arrived.
        using var options = new SessionOptions { IntraOpNumThreads = 3 };
        options.AddSessionConfigEntry("session.intra_op_thread_affinities", "1");
        Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(TinyModel.Bytes(), options));
    }

    [Fact]
    public void Set_UnknownOptimizationLevel_ThrowsAndKeepsValue()
    {
        using var options = new SessionOptions();
        Assert.Throws<OnnxRuntimeException>(() => options.GraphOptimizationLevel = (GraphOptimizationLevel)(-7));
        Assert.Equal(GraphOptimizationLevel.ORT_ENABLE_ALL, options.GraphOptimizationLevel);
    }

    [Fact]
    public void Set_Disposed_Throws()
    {
        var options = new SessionOptions();
        options.Dispose();
        Assert.Throws<ObjectDisposedException>(() => options.IntraOpNumThreads = 1);
    }
}
