using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Exports of native/tensor.cpp that rearrange, split and join.</summary>
internal static unsafe partial class NativeView
{
    private const string Library = NativeLibtorch.Library;

    [LibraryImport(Library)]
    public static partial TensorHandle ent_view(TensorHandle t, long* sizes, int n);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_reshape(TensorHandle t, long* sizes, int n);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_expand(TensorHandle t, long* sizes, int n);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_permute(TensorHandle t, long* dims, int n);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_repeat(TensorHandle t, long* repeats, int n);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_tile(TensorHandle t, long* repeats, int n);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_flip(TensorHandle t, long* dims, int n);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_flatten(TensorHandle t, long start, long end);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_transpose(TensorHandle t, long dim0, long dim1);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_t(TensorHandle t);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_unsqueeze(TensorHandle t, long dim);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_squeeze(TensorHandle t, long dim);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_narrow(TensorHandle t, long dim, long start, long length);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_select(TensorHandle t, long dim, long index);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_slice(TensorHandle t, long dim, long start, long end, long step);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_as_strided(TensorHandle t, long* sizes, long* strides, int n, long offset);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_unfold(TensorHandle t, long dim, long size, long step);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_movedim(TensorHandle t, long* source, int n, long* target, int m);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_roll(TensorHandle t, long* shifts, int n, long* dims, int m);

    [LibraryImport(Library)]
    public static partial long ent_split(TensorHandle t, long size, long dim, nint* parts);

    [LibraryImport(Library)]
    public static partial long ent_chunk(TensorHandle t, long chunks, long dim, nint* parts);

    [LibraryImport(Library)]
    public static partial long ent_unbind(TensorHandle t, long dim, nint* parts);

    [LibraryImport(Library)]
    public static partial long ent_split_sizes(TensorHandle t, long* sizes, int n, long dim, nint* parts);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_cat(nint* list, int n, long dim);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_stack(nint* list, int n, long dim);

    [LibraryImport(Library)]
    public static partial int ent_set_names_(TensorHandle t, nint* names, int n);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_renamed(TensorHandle t, nint* names, int n);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_refine_names(TensorHandle t, nint* names, int n);

    [LibraryImport(Library)]
    public static partial nint ent_dimension_name(TensorHandle t, int dim);
}
