using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Exports of native/math.cpp.</summary>
internal static unsafe partial class NativeMath
{
    private const string Library = NativeLibtorch.Library;

    [LibraryImport(Library)]
    public static partial TensorHandle ent_unary(int op, TensorHandle t);

    [LibraryImport(Library)]
    public static partial int ent_unary_(int op, TensorHandle t);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_binary(int op, TensorHandle a, TensorHandle b);

    [LibraryImport(Library)]
    public static partial int ent_binary_(int op, TensorHandle a, TensorHandle b);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_with_number(int op, TensorHandle a, Number b);

    [LibraryImport(Library)]
    public static partial int ent_with_number_(int op, TensorHandle a, Number b);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_add_scaled(TensorHandle a, TensorHandle b, Number alpha);

    [LibraryImport(Library)]
    public static partial int ent_add_scaled_(TensorHandle a, TensorHandle b, Number alpha);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_clamp(TensorHandle t, Number min, Number max);

    [LibraryImport(Library)]
    public static partial int ent_clamp_(TensorHandle t, Number min, Number max);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_clamp_tensor(TensorHandle t, TensorHandle min, TensorHandle max);

    [LibraryImport(Library)]
    public static partial int ent_clamp_tensor_(TensorHandle t, TensorHandle min, TensorHandle max);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_lerp(TensorHandle t, TensorHandle end, TensorHandle weight);

    [LibraryImport(Library)]
    public static partial int ent_lerp_(TensorHandle t, TensorHandle end, TensorHandle weight);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_addcmul(TensorHandle t, TensorHandle a, TensorHandle b, Number value);

    [LibraryImport(Library)]
    public static partial int ent_addcmul_(TensorHandle t, TensorHandle a, TensorHandle b, Number value);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_addcdiv(TensorHandle t, TensorHandle a, TensorHandle b, Number value);

    [LibraryImport(Library)]
    public static partial int ent_addcdiv_(TensorHandle t, TensorHandle a, TensorHandle b, Number value);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_addmm(TensorHandle t, TensorHandle a, TensorHandle b, double beta, double alpha);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_where(TensorHandle condition, TensorHandle x, TensorHandle y);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_softmax(TensorHandle t, long dim, int dtype);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_log_softmax(TensorHandle t, long dim, int dtype);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_cumsum(TensorHandle t, long dim, int dtype);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_cumprod(TensorHandle t, long dim, int dtype);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_hardtanh(TensorHandle t, Number min, Number max);

    [LibraryImport(Library)]
    public static partial int ent_hardtanh_(TensorHandle t, Number min, Number max);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_tril(TensorHandle t, long diagonal);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_triu(TensorHandle t, long diagonal);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_diag(TensorHandle t, long diagonal);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_nan_to_num(TensorHandle t, double nan, int hasPos, double pos, int hasNeg, double neg);

    [LibraryImport(Library)]
    public static partial int ent_allclose(TensorHandle a, TensorHandle b, double rtol, double atol, int equalNan, out int answer);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_isclose(TensorHandle a, TensorHandle b, double rtol, double atol, int equalNan);
}
