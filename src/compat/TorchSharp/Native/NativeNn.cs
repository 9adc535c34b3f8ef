using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Exports of native/nn.cpp: layers and losses.</summary>
internal static unsafe partial class NativeNn
{
    private const string Library = NativeLibtorch.Library;

    [LibraryImport(Library)]
    public static partial TensorHandle ent_linear(TensorHandle input, TensorHandle weight, TensorHandle bias);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_conv2d(TensorHandle input, TensorHandle weight, TensorHandle bias, long* stride, long* padding, long* dilation, long groups);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_conv2d_same(TensorHandle input, TensorHandle weight, TensorHandle bias, long* stride, long* dilation, long groups);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_batch_norm(TensorHandle input, TensorHandle weight, TensorHandle bias, TensorHandle mean, TensorHandle variance, int training, double momentum, double eps);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_layer_norm(TensorHandle input, long* shape, int n, TensorHandle weight, TensorHandle bias, double eps);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_dropout(TensorHandle input, double p, int training);

    [LibraryImport(Library)]
    public static partial int ent_dropout_(TensorHandle input, double p, int training);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_feature_dropout(TensorHandle input, double p, int training);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_adaptive_avg_pool2d(TensorHandle input, long* size);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_avg_pool2d(TensorHandle input, long* kernel, long* stride, long* padding, int ceil, int countPad, long divisor);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_max_pool2d(TensorHandle input, long* kernel, long* stride, long* padding, long* dilation, int ceil);

    [LibraryImport(Library)]
    public static partial int ent_max_pool2d_with_indices(TensorHandle input, long* kernel, long* stride, long* padding, long* dilation, int ceil, out nint values, out nint indices);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_embedding(TensorHandle weight, TensorHandle indices, long paddingIndex, int scaleByFreq, int sparse);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_constant_pad(TensorHandle input, long* pad, int n, double value);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_reflection_pad2d(TensorHandle input, long* pad);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_replication_pad2d(TensorHandle input, long* pad);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_cross_entropy(TensorHandle input, TensorHandle target, TensorHandle weight, long ignoreIndex, long reduction, double smoothing);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_nll_loss(TensorHandle input, TensorHandle target, TensorHandle weight, long ignoreIndex, long reduction);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_pair_loss(int kind, TensorHandle input, TensorHandle target, long reduction, double parameter);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_bce_with_logits(TensorHandle input, TensorHandle target, TensorHandle weight, TensorHandle positiveWeight, long reduction);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_bce(TensorHandle input, TensorHandle target, TensorHandle weight, long reduction);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_kl_div(TensorHandle input, TensorHandle target, long reduction, int logTarget);
}
