using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static bool is_grad_enabled() => NativeTensor.ent_grad_enabled() != 0;

    public static bool is_inference_mode_enabled() => NativeTensor.ent_inference_enabled() != 0;

    /// <summary>No graph is recorded on this thread until the result is disposed of, on the same thread.</summary>
    public static IDisposable no_grad() => set_grad_enabled(false);

    public static IDisposable enable_grad(bool enabled = true) => set_grad_enabled(enabled);

    public static IDisposable set_grad_enabled(bool mode = true)
    {
        bool before = is_grad_enabled();
        NativeTensor.ent_set_grad_enabled(mode ? 1 : 0);
        return new OnDispose(() => NativeTensor.ent_set_grad_enabled(before ? 1 : 0));
    }

    /// <summary>Like <see cref="no_grad"/>, and cheaper: tensors made within can never take part in a graph.</summary>
    public static IDisposable inference_mode(bool mode = true)
    {
        nint guard = NativeTensor.ent_inference_enter(mode ? 1 : 0);
        return new OnDispose(() => NativeTensor.ent_inference_leave(guard));
    }
}
