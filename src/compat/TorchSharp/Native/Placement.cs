using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Element type and device of a tensor to make; −1 leaves the default (or, in a conversion, what the tensor has).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Placement(torch.ScalarType? dtype, torch.Device? device)
{
    private readonly int _dtype = dtype is { } type ? (int)type : -1;
    private readonly int _deviceType = Present(device) is { } there ? (int)there.type : -1;
    private readonly int _deviceIndex = device?.index ?? -1;

    private static torch.Device? Present(torch.Device? device) => device?.type == DeviceType.CUDA && !torch.cuda.is_available()
        ? throw new InvalidOperationException("Torch device type CUDA did not initialise on the current machine: libtorch found no CUDA device, or was built without CUDA.")
        : device;
}
