using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor clone() => Of(NativeTensor.ent_clone(Raw), "clone", this);

        public Tensor alias() => Of(NativeTensor.ent_alias(Raw), "alias", this);

        /// <summary>Row-major copy, or another reference to the same elements if they lie so already.</summary>
        public Tensor contiguous() => Of(NativeTensor.ent_contiguous(Raw), "contiguous", this);

        public Tensor copy_(Tensor source, bool nonBlocking = false) => Checked(NativeTensor.ent_copy_(Raw, source.Raw, nonBlocking ? 1 : 0));

        public Tensor set_(Tensor source) => Checked(NativeTensor.ent_set_(Raw, source.Raw));

        /// <summary>Always a new object; it shares this one's elements if nothing has to change and <paramref name="copy"/> is false.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => To(type, null, copy, disposeAfter, non_blocking);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => To(null, device, copy, disposeAfter, non_blocking);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To(type, device, copy, disposeAfter, non_blocking);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To(null, new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To(null, new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(Tensor other, bool non_blocking = false) => To(other.dtype, other.device, false, false, non_blocking);

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => To(type, null, copy, disposeAfter, non_blocking);

        public Tensor type(ScalarType dtype) => to(dtype);

        public Tensor type_as(Tensor tensor) => to(tensor.dtype);

        public Tensor cpu() => to(CPU);

        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        public Tensor @float() => to(ScalarType.Float32);

        public Tensor @double() => to(ScalarType.Float64);

        public Tensor half() => to(ScalarType.Float16);

        public Tensor bfloat16() => to(ScalarType.BFloat16);

        public Tensor @long() => to(ScalarType.Int64);

        public Tensor @int() => to(ScalarType.Int32);

        public Tensor @short() => to(ScalarType.Int16);

        public Tensor @byte() => to(ScalarType.Byte);

        public Tensor @char() => to(ScalarType.Int8);

        public Tensor @bool() => to(ScalarType.Bool);

        private Tensor To(ScalarType? type, Device? target, bool copy, bool disposeAfter, bool nonBlocking)
        {
            var result = Of(NativeTensor.ent_to(Raw, new Placement(type, target), copy ? 1 : 0, nonBlocking ? 1 : 0), "to", this);
            if (disposeAfter) Dispose();
            return result;
        }
    }
}
