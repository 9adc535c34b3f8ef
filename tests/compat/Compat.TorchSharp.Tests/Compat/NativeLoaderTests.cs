namespace TorchSharp.Tests;

/// <summary>What a user reads whose native library is absent or broken.</summary>
public sealed class NativeLoaderTests
{
    [Fact]
    public void NativeLibrary_Missing_NamesFileAndNextStep()
    {
        var error = Assert.Throws<DllNotFoundException>(() => Native.NativeLoader.Load("/nowhere/libedgenas_torch.so"));

        Assert.Contains("/nowhere/libedgenas_torch.so", error.Message, StringComparison.Ordinal);
        Assert.Contains("scripts/setup", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NativeLibrary_Broken_NamesFileAndNextStep()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(file, "no library");
        try
        {
            var error = Assert.Throws<DllNotFoundException>(() => Native.NativeLoader.Load(file));
            Assert.Contains(file, error.Message, StringComparison.Ordinal);
            Assert.Contains("scripts/setup", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
