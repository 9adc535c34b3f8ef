using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Element type and device of a tensor to make; −1 leaves the default (or, in a conversion, what the tensor has).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Placement(torch.ScalarType? dtype, torch.Device? device)
{
    private readonly int _dtype = dtype is { } type ? (int)type : -1;
    private readonly int _deviceType = device is null ? -1 : (int)device.type;
    private readonly int _deviceIndex = device?.index ?? -1;
}
