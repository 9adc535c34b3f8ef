using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => NativeTensor.ent_requires_grad(Raw) != 0;
            set => NativeError.Check(NativeTensor.ent_set_requires_grad(Raw, value ? 1 : 0));
        }

        public bool is_leaf => NativeTensor.ent_is_leaf(Raw) != 0;

        /// <summary>The gradient that backward passes have added up; null before the first and after it was set to null. Each read makes a new object.</summary>
        public Tensor? grad
        {
            get
            {
                var handle = NativeTensor.ent_grad(Raw);
                return handle.IsInvalid ? null : Of(handle);
            }

            set
            {
                NativeError.Check(NativeTensor.ent_set_grad(Raw, value?.Handle ?? 0));
                GC.KeepAlive(value);
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad() => NativeError.Check(NativeTensor.ent_retain_grad(Raw));

        public void backward() => backward(null);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        public Tensor detach() => Of(NativeTensor.ent_detach(Raw), "detach", this);
    }
}
