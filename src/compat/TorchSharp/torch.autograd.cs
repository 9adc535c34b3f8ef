using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static unsafe class autograd
    {
        /// <summary>Adds the gradients of <paramref name="tensors"/> to the leaves, or to <paramref name="inputs"/> only.</summary>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            nint[] outputs = Addresses(tensors), grads = Addresses(grad_tensors), leaves = Addresses(inputs);
            fixed (nint* firstOutput = outputs, firstGrad = grads, firstLeaf = leaves)
            {
                NativeError.Check(NativeTensor.ent_backward(
                    firstOutput, outputs.Length, firstGrad, grads.Length, retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0, firstLeaf, leaves.Length));
            }

            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        /// <summary>Gradients of <paramref name="outputs"/> by <paramref name="inputs"/>, added to no tensor; where unused inputs are allowed, theirs has <see cref="Tensor.IsInvalid"/>.</summary>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            nint[] from = Addresses(outputs), by = Addresses(inputs), grads = Addresses(grad_outputs), found = new nint[inputs.Count];
            fixed (nint* firstOutput = from, firstInput = by, firstGrad = grads, firstResult = found)
            {
                NativeError.Check(NativeTensor.ent_autograd_grad(
                    firstOutput, from.Length, firstInput, by.Length, firstGrad, grads.Length,
                    retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, firstResult));
            }

            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return Array.ConvertAll(found, address => address == 0 ? Tensor.Invalid() : Tensor.Of(address));
        }
    }

    /// <summary>Native addresses of tensors that the caller keeps alive.</summary>
    internal static nint[] Addresses(IEnumerable<Tensor>? tensors) => tensors is null ? [] : [.. tensors.Select(tensor => tensor.Handle)];
}
