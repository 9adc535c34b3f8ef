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

    public static Tensor hstack(IList<Tensor> tensors) => hstack([.. tensors]);

    public static Tensor hstack(params Tensor[] tensors) => Aten.Call("hstack", tensors);

    public static Tensor vstack(IList<Tensor> tensors) => vstack([.. tensors]);

    public static Tensor vstack(Tensor[] tensors) => Aten.Call("vstack", tensors);

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);

    /// <summary>The indices where the condition holds, a tensor for each dimension.</summary>
    public static Tensor[] where(Tensor condition) => Aten.CallMany("where", (int)Math.Max(1, condition.ndim), condition);
}
