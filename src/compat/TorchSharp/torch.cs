using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

/// <summary>
/// The subset of TorchSharp's API that EdgeNas uses, over libtorch. Names, signatures and behaviour are the real package's; where PyTorch is
/// their model, numbers agree with PyTorch's.
/// </summary>
public static partial class torch
{
    private static ScalarType s_defaultType = ScalarType.Float32;
    private static Device s_defaultDevice = new(DeviceType.CPU);

    public static string __version__ => Marshal.PtrToStringUTF8(NativeLibtorch.ent_torch_version()) ?? "";

    public static Device CPU { get; } = new(DeviceType.CPU);

    public static Device CUDA { get; } = new(DeviceType.CUDA);

    public static Device META { get; } = new(DeviceType.META);

    /// <summary>This thread's innermost scope; null outside of all.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.CurrentScope;

    /// <summary>Opens a scope on this thread that disposes of the tensors made within it.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.ThisThread.Open();

    /// <summary>Runs an expression in a scope of its own and keeps only its result.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    public static Device device(string description) => new(description);

    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    public static Device device(int index) => new(index);

    /// <summary>Type of new tensors of real numbers where none is named; what operators make of integers is Float32 all the same.</summary>
    public static ScalarType get_default_dtype() => s_defaultType;

    /// <exception cref="ArgumentException">Not a type of real numbers.</exception>
    public static void set_default_dtype(ScalarType dtype)
    {
        if (!is_floating_point(dtype)) throw new ArgumentException($"{dtype} can't be the default; expected a type of real numbers", nameof(dtype));
        s_defaultType = dtype;
    }

    /// <summary>Device of new tensors where none is named.</summary>
    public static Device get_default_device() => s_defaultDevice;

    public static void set_default_device(Device device) => s_defaultDevice = device;

    public static void set_default_device(string device) => s_defaultDevice = new(device);

    /// <summary>Threads that one operation may use; OpenBLAS follows.</summary>
    public static int get_num_threads() => NativeLibtorch.ent_get_num_threads();

    public static void set_num_threads(int num) => NativeError.Check(NativeLibtorch.ent_set_num_threads(num));

    public static int get_num_interop_threads() => NativeLibtorch.ent_get_num_interop_threads();

    public static void set_num_interop_threads(int num) => NativeError.Check(NativeLibtorch.ent_set_num_interop_threads(num));

    public static bool cuda_is_available() => cuda.is_available();

    public static bool is_tensor(object obj) => obj is Tensor;

    public static class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static int device_count() => NativeLibtorch.ent_cuda_devices();

        public static bool is_cudnn_available() => NativeLibtorch.ent_has_cudnn() != 0;

        /// <summary>Waits until the device has done what it was given; without CUDA, at once.</summary>
        public static void synchronize(Device? device = null) => NativeError.Check(NativeLibtorch.ent_cuda_synchronize(device?.index ?? -1));

        public static void manual_seed(long seed) => torch.manual_seed(seed);

        public static void manual_seed_all(long seed) => torch.manual_seed(seed);
    }
}
