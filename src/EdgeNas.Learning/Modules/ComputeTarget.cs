using EdgeNas.Domain;
using EdgeNas.Domain.Jobs;
using TorchSharp;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Modules;

/// <summary>Where modules have their tensors and how exactly they compute.</summary>
/// <param name="MixedPrecision">Whether convolutions compute in bfloat16.</param>
public sealed record ComputeTarget(Device Device, bool MixedPrecision)
{
    /// <summary>The processor, in float32.</summary>
    public static ComputeTarget Processor { get; } = new(CPU, false);

    /// <summary>Sets the tensor library up for a job of a search.</summary>
    /// <exception cref="EdgeNasException">The search computes on a graphics processor, and there is none of that number.</exception>
    internal static ComputeTarget Prepare(JobEnvironment environment)
    {
        var spec = environment.Search.Spec;
        set_num_threads(spec.Threads);
        if (spec.Compute is not { } compute) return Processor;
        Require(environment.Gpu);
        return new ComputeTarget(device(DeviceType.CUDA, environment.Gpu), compute.MixedPrecision);
    }

    /// <exception cref="EdgeNasException">This process can't compute on that graphics processor.</exception>
    public static void Require(int gpu)
    {
        int found = cuda.is_available() ? cuda.device_count() : 0;
        if (gpu < found) return;
        string what = found == 0 ? "the tensor library finds no CUDA device" : $"there {(found == 1 ? "is 1 CUDA device" : $"are {found} CUDA devices")}, counted from 0";
        throw new EdgeNasException(
            $"Graphics processor {gpu} is wanted, but {what}. It takes NVIDIA's driver and a libtorch with CUDA, such as that of an installed PyTorch wheel: "
            + "LIBTORCH=…/site-packages/torch scripts/setup. Or compute on the processor: compute.device = cpu.");
    }
}
