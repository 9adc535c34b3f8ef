namespace TorchSharp.Tests;

/// <summary>A test that needs a graphics processor: skipped, with the reason, where libtorch finds none.</summary>
internal sealed class CudaFactAttribute : FactAttribute
{
    public CudaFactAttribute()
    {
        if (!torch.cuda.is_available()) Skip = "libtorch finds no CUDA device";
    }
}
