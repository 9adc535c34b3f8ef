using TorchSharp.Native;

namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>Joins along a dimension that is there. A single tensor comes back as it is, over the same memory.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        if (tensors is null || tensors.Count == 0) throw new ArgumentException("no tensors to join", nameof(tensors));
        if (tensors.Count == 1) return tensors[0].alias();
        nint[] list = Addresses(tensors);
        fixed (nint* first = list)
        {
            var result = Tensor.Of(NativeView.ent_cat(first, list.Length, dim));
            GC.KeepAlive(tensors);
            return result;
        }
    }

    public static Tensor cat(Tensor[] tensors, long dim = 0) => cat((IList<Tensor>)tensors, dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        IList<Tensor> kept = tensors as IList<Tensor> ?? [.. tensors];
        nint[] list = Addresses(kept);
        fixed (nint* first = list)
        {
            var result = Tensor.Of(NativeView.ent_stack(first, list.Length, dim));
            GC.KeepAlive(kept);
            return result;
        }
    }

    public static Tensor hstack(IList<Tensor> tensors) => cat(tensors, tensors[0].ndim <= 1 ? 0 : 1);

    public static Tensor hstack(params Tensor[] tensors) => hstack((IList<Tensor>)tensors);

    public static Tensor vstack(IList<Tensor> tensors) => cat([.. tensors.Select(tensor => tensor.ndim < 2 ? tensor.view(1, -1) : tensor)], 0);

    public static Tensor vstack(Tensor[] tensors) => vstack((IList<Tensor>)tensors);

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);
}
