using Microsoft.ML.OnnxRuntime;

namespace Compat.OnnxRuntime.Tests;

public sealed class NativeLibraryTests
{
    [Fact]
    public void Load_NoCandidateExists_NamesFileAndNextStep()
    {
        var error = Assert.Throws<DllNotFoundException>(() => NativeLibraryLoader.Load(["/nowhere/libonnxruntime.so.1", "libno-such-onnxruntime.so.1"]));
        Assert.Contains("libonnxruntime.so.1", error.Message);
        Assert.Contains("/nowhere/", error.Message);
        Assert.Contains("scripts/setup", error.Message);
    }

    [Fact]
    public void Load_FileIsNoLibrary_SaysThatItIsThere()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.so.1");
        File.WriteAllText(path, "no library");
        try
        {
            var error = Assert.Throws<DllNotFoundException>(() => NativeLibraryLoader.Load([path]));
            Assert.Contains($"{path} is there but can't be loaded", error.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Instance_Twice_IsTheSameAndKnowsVersionAndCpu()
    {
        var env = OrtEnv.Instance();
        Assert.Same(env, OrtEnv.Instance());
        Assert.True(OrtEnv.IsCreated);
        Assert.Matches(@"^1\.\d+\.\d+$", env.GetVersionString());
        Assert.Contains("CPUExecutionProvider", env.GetAvailableProviders());
    }
}
