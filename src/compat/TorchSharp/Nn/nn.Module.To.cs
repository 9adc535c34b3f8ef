namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            /// <summary>Moves and converts parameters and buffers in place: the objects stay, so optimizers and fields keep them. Only real-valued ones change type.</summary>
            internal void Move(ScalarType? dtype, Device? device)
            {
                using var frozen = no_grad();
                foreach (var (_, parameter) in named_parameters()) Move(parameter, dtype, device);
                foreach (var (_, buffer) in AllBuffers()) Move(buffer, dtype, device);
            }

            private static void Move(Tensor tensor, ScalarType? dtype, Device? device)
            {
                var type = dtype is { } wanted && tensor.is_floating_point() ? wanted : tensor.dtype;
                if (type == tensor.dtype && (device is null || IsThere(tensor, device))) return;
                var moved = tensor.to(type, device ?? tensor.device);
                bool requiresGrad = tensor.requires_grad;
                if (tensor.grad is { } gradient)
                {
                    var movedGradient = gradient.to(type, device ?? tensor.device);
                    tensor.Replace(moved);
                    tensor.requires_grad = requiresGrad;
                    tensor.grad = movedGradient;
                    movedGradient.Dispose();
                    gradient.Dispose();
                    return;
                }

                tensor.Replace(moved);
                if (requiresGrad) tensor.requires_grad = true;
            }

            private static bool IsThere(Tensor tensor, Device device) =>
                device.type == tensor.device_type && (device.type == DeviceType.CPU || device.index == -1 || device.index == tensor.device_index);
        }
    }
}
