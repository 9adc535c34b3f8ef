using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Exports of native/tensor.cpp and native/autograd.cpp.</summary>
internal static unsafe partial class NativeTensor
{
    private const string Library = NativeLibtorch.Library;

    [LibraryImport(Library)]
    public static partial void ent_free(nint t);

    [LibraryImport(Library)]
    public static partial long ent_owned_bytes(nint t);

    [LibraryImport(Library)]
    public static partial long ent_dim(TensorHandle t);

    [LibraryImport(Library)]
    public static partial long ent_numel(TensorHandle t);

    [LibraryImport(Library)]
    public static partial int ent_dtype(TensorHandle t);

    [LibraryImport(Library)]
    public static partial long ent_element_size(TensorHandle t);

    [LibraryImport(Library)]
    public static partial long ent_storage_offset(TensorHandle t);

    [LibraryImport(Library)]
    public static partial int ent_is_contiguous(TensorHandle t);

    [LibraryImport(Library)]
    public static partial int ent_is_sparse(TensorHandle t);

    [LibraryImport(Library)]
    public static partial void ent_sizes(TensorHandle t, long* sizes);

    [LibraryImport(Library)]
    public static partial void ent_strides(TensorHandle t, long* strides);

    [LibraryImport(Library)]
    public static partial long ent_size(TensorHandle t, long dim);

    [LibraryImport(Library)]
    public static partial void ent_device(TensorHandle t, out int type, out int index);

    [LibraryImport(Library)]
    public static partial void* ent_data(TensorHandle t);

    [LibraryImport(Library)]
    public static partial int ent_item(TensorHandle t, int asInteger, out long integer, out double real);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_empty(long* sizes, int n, Placement at);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_empty_strided(long* sizes, long* strides, int n, Placement at);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_full(long* sizes, int n, Number value, Placement at);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_zeros(long* sizes, int n, Placement at);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_arange(Number start, Number end, Number step, Placement at);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_linspace(double start, double end, long steps, Placement at);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_eye(long rows, long columns, Placement at);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_empty_like(TensorHandle t, Placement at);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_from_blob(void* data, long* sizes, int n, int dtype, delegate* unmanaged<nint, void> release, nint context);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_clone(TensorHandle t);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_alias(TensorHandle t);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_detach(TensorHandle t);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_contiguous(TensorHandle t);

    [LibraryImport(Library)]
    public static partial int ent_copy_(TensorHandle t, TensorHandle source, int nonBlocking);

    [LibraryImport(Library)]
    public static partial int ent_set_(TensorHandle t, TensorHandle source);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_to(TensorHandle t, Placement target, int copy, int nonBlocking);

    [LibraryImport(Library)]
    public static partial int ent_requires_grad(TensorHandle t);

    [LibraryImport(Library)]
    public static partial int ent_set_requires_grad(TensorHandle t, int value);

    [LibraryImport(Library)]
    public static partial int ent_is_leaf(TensorHandle t);

    [LibraryImport(Library)]
    public static partial int ent_retain_grad(TensorHandle t);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_grad(TensorHandle t);

    [LibraryImport(Library)]
    public static partial int ent_set_grad(TensorHandle t, nint grad);

    [LibraryImport(Library)]
    public static partial int ent_zero_grads(nint* parameters, int n, int setToNone);

    [LibraryImport(Library)]
    public static partial int ent_backward(nint* outputs, int n, nint* grads, int m, int retain, int create, nint* inputs, int k);

    [LibraryImport(Library)]
    public static partial int ent_autograd_grad(nint* outputs, int n, nint* inputs, int k, nint* grads, int m, int retain, int create, int allowUnused, nint* results);

    [LibraryImport(Library)]
    public static partial int ent_grad_enabled();

    [LibraryImport(Library)]
    public static partial void ent_set_grad_enabled(int enabled);

    [LibraryImport(Library)]
    public static partial int ent_inference_enabled();

    [LibraryImport(Library)]
    public static partial nint ent_inference_enter(int enabled);

    [LibraryImport(Library)]
    public static partial void ent_inference_leave(nint guard);
}
