using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Exports of native/optimizer.cpp.</summary>
internal static unsafe partial class NativeOptimizer
{
    private const string Library = NativeLibtorch.Library;

    [LibraryImport(Library)]
    public static partial int ent_sgd_step(TensorHandle parameter, nint* buffer, double rate, double momentum, double dampening, double weightDecay, int nesterov, int maximize);

    [LibraryImport(Library)]
    public static partial int ent_adam_step(TensorHandle parameter, TensorHandle average, TensorHandle square, TensorHandle largestSquare, long step, double rate, double beta1, double beta2, double eps, double weightDecay, int decoupled, int maximize);

    [LibraryImport(Library)]
    public static partial double ent_clip_grad_norm(nint* parameters, int n, double maxNorm, double normType);
}
