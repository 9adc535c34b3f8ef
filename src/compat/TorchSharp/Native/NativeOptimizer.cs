using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Exports of native/optimizer.cpp.</summary>
internal static unsafe partial class NativeOptimizer
{
    private const string Library = NativeLibtorch.Library;

    /// <summary>Settings of a group, as the export reads them; a negative rate goes uphill.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Sgd(double Rate, double Momentum, double Dampening, double WeightDecay, int Nesterov);

    /// <param name="buffers">Momentum of each parameter, 0 where there is none yet; new ones are the caller's.</param>
    [LibraryImport(Library)]
    public static partial int ent_sgd_step(nint* parameters, nint* buffers, int n, Sgd* sgd);

    [LibraryImport(Library)]
    public static partial int ent_adam_step(TensorHandle parameter, TensorHandle average, TensorHandle square, TensorHandle largestSquare, long step, double rate, double beta1, double beta2, double eps, double weightDecay, int decoupled, int maximize);

    [LibraryImport(Library)]
    public static partial double ent_clip_grad_norm(nint* parameters, int n, double maxNorm, double normType);
}
