using TorchSharp.Native;

namespace TorchSharp;

// Tensors made of several others.
public static partial class torch
{
    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    public static Tensor concatenate(Tensor[] tensors, long axis = 0) => cat(tensors, axis);

    public static Tensor hstack(IEnumerable<Tensor> tensors) => hstack([.. tensors]);

    public static Tensor dstack(IEnumerable<Tensor> tensors) => dstack([.. tensors]);

    public static Tensor dstack(IList<Tensor> tensors) => dstack([.. tensors]);

    public static Tensor dstack(params Tensor[] tensors) => Aten.Call("dstack", tensors);

    public static Tensor column_stack(IList<Tensor> tensors) => column_stack([.. tensors]);

    public static Tensor column_stack(params Tensor[] tensors) => Aten.Call("column_stack", tensors);

    public static Tensor row_stack(IList<Tensor> tensors) => vstack(tensors);

    public static Tensor row_stack(params Tensor[] tensors) => vstack(tensors);

    public static Tensor block_diag(params Tensor[] tensors) => Tensor.block_diag(tensors);

    public static Tensor cartesian_prod(IList<Tensor> tensors) => cartesian_prod([.. tensors]);

    public static Tensor cartesian_prod(params Tensor[] tensors) => Aten.Call("cartesian_prod", tensors);

    public static Tensor combinations(Tensor input, int r = 2, bool with_replacement = false) => Aten.Call("combinations", input, (long)r, with_replacement);

    /// <param name="indexing">"ij": as many rows as the first tensor has elements; "xy": as many columns.</param>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij")
    {
        Tensor[] axes = [.. tensors];
        return Aten.CallMany("meshgrid.indexing", axes.Length, axes, indexing);
    }

    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Aten.CallMany("broadcast_tensors", tensors.Length, tensors);

    /// <summary>The shape that tensors of these shapes have together.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Size broadcast_shapes(params long[][] shapes)
    {
        long[] common = new long[shapes.Length == 0 ? 0 : shapes.Max(shape => shape.Length)];
        Array.Fill(common, 1);
        foreach (long[] shape in shapes)
        {
            for (int i = 1; i <= shape.Length; i++)
            {
                if (shape[^i] == 1) continue;
                if (common[^i] != 1 && common[^i] != shape[^i])
                    throw new ArgumentException($"shapes of {common[^i]} and {shape[^i]} in the same dimension can't be broadcast together", nameof(shapes));
                common[^i] = shape[^i];
            }
        }

        return new(common);
    }

    public static IEnumerable<Tensor> atleast_1d(params Tensor[] input) => [.. input.Select(tensor => tensor.atleast_1d())];

    public static IEnumerable<Tensor> atleast_2d(params Tensor[] input) => [.. input.Select(tensor => tensor.atleast_2d())];

    public static IEnumerable<Tensor> atleast_3d(params Tensor[] input) => [.. input.Select(tensor => tensor.atleast_3d())];

    /// <param name="equation">Einstein's summation, such as "ij,jk->ik".</param>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Aten.Call("einsum", equation, tensors);

    /// <summary>Distances between the rows of two tensors.</summary>
    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary) =>
        Aten.Call("cdist", x1, x2, p, (long)compute_mode);

    public static Tensor[] hsplit(Tensor input, long indices_or_sections) => input.hsplit(indices_or_sections);

    public static Tensor[] hsplit(Tensor input, long[] indices_or_sections) => input.hsplit(indices_or_sections);

    public static Tensor[] hsplit(Tensor input, Tensor indices_or_sections) => input.hsplit(indices_or_sections);

    public static Tensor[] vsplit(Tensor input, long[] indices_or_sections) => input.vsplit(indices_or_sections);

    public static Tensor[] dsplit(Tensor input, long size) => input.dsplit(size);

    public static Tensor[] dsplit(Tensor input, long[] indices_or_sections) => input.dsplit(indices_or_sections);

    public static Tensor[] dsplit(Tensor input, Tensor indices_or_sections) => input.dsplit(indices_or_sections);

    public partial class Tensor
    {
        public static Tensor block_diag(params Tensor[] tensors) => Aten.Call("block_diag", tensors);
    }
}
