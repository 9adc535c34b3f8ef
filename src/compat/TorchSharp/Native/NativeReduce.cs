using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Exports of native/reduce.cpp: reductions, sorting, indexing.</summary>
internal static unsafe partial class NativeReduce
{
    private const string Library = NativeLibtorch.Library;

    [LibraryImport(Library)]
    public static partial TensorHandle ent_reduce(int op, TensorHandle t, int dtype);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_reduce_dims(int op, TensorHandle t, long* dims, int n, int keepdim, int dtype);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_reduce_dim(int op, TensorHandle t, long dim, int keepdim, int dtype);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_variance(TensorHandle t, int root, long* dims, int n, int unbiased, int keepdim);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_norm(TensorHandle t, double p);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_norm_dim(TensorHandle t, long dim, int keepdim, double p);

    [LibraryImport(Library)]
    public static partial int ent_max_dim(TensorHandle t, long dim, int keepdim, out nint values, out nint indices);

    [LibraryImport(Library)]
    public static partial int ent_min_dim(TensorHandle t, long dim, int keepdim, out nint values, out nint indices);

    [LibraryImport(Library)]
    public static partial int ent_topk(TensorHandle t, long k, long dim, int largest, int sorted, out nint values, out nint indices);

    [LibraryImport(Library)]
    public static partial int ent_sort(TensorHandle t, long dim, int descending, int stable, out nint values, out nint indices);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_argsort(TensorHandle t, long dim, int descending);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_unique(TensorHandle t, int sorted, int wantInverse, int wantCounts, out nint inverse, out nint counts);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_bincount(TensorHandle t, TensorHandle weights, long minLength);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_index_select(TensorHandle t, long dim, TensorHandle index);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_gather(TensorHandle t, long dim, TensorHandle index);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_take(TensorHandle t, TensorHandle index);

    [LibraryImport(Library)]
    public static partial int ent_scatter_(TensorHandle t, long dim, TensorHandle index, TensorHandle source);

    [LibraryImport(Library)]
    public static partial int ent_scatter_add_(TensorHandle t, long dim, TensorHandle index, TensorHandle source);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_scatter(TensorHandle t, long dim, TensorHandle index, TensorHandle source);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_scatter_add(TensorHandle t, long dim, TensorHandle index, TensorHandle source);

    [LibraryImport(Library)]
    public static partial int ent_index_copy_(TensorHandle t, long dim, TensorHandle index, TensorHandle source);

    [LibraryImport(Library)]
    public static partial int ent_index_fill_(TensorHandle t, long dim, TensorHandle index, Number value);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_masked_fill(TensorHandle t, TensorHandle mask, Number value);

    [LibraryImport(Library)]
    public static partial int ent_masked_fill_(TensorHandle t, TensorHandle mask, Number value);

    [LibraryImport(Library)]
    public static partial int ent_index_add_(TensorHandle t, long dim, TensorHandle index, TensorHandle source, Number alpha);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_repeat_interleave(TensorHandle t, long repeats, long dim);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_one_hot(TensorHandle t, long classes);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_index(TensorHandle t, IndexPart* parts, int n);

    [LibraryImport(Library)]
    public static partial int ent_index_put_(TensorHandle t, IndexPart* parts, int n, TensorHandle value);

    [LibraryImport(Library)]
    public static partial int ent_index_put_number_(TensorHandle t, IndexPart* parts, int n, Number value);
}
