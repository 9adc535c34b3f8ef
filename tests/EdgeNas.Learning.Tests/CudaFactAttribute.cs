using TorchSharp;

namespace EdgeNas.Learning.Tests;

/// <summary>A test that needs a graphics processor: skipped, with the reason, where the tensor library finds none.</summary>
internal sealed class CudaFactAttribute : FactAttribute
{
    public CudaFactAttribute()
    {
        if (!torch.cuda.is_available()) Skip = "the tensor library finds no CUDA device";
    }
}
