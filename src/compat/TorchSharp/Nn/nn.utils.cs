using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static unsafe class utils
        {
            /// <summary>Scales all gradients so that their joint norm is at most <paramref name="max_norm"/>.</summary>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                Parameter[] list = [.. tensors];
                nint[] addresses = Addresses(list);
                fixed (nint* first = addresses)
                {
                    double norm = NativeOptimizer.ent_clip_grad_norm(first, addresses.Length, max_norm, norm_type);
                    GC.KeepAlive(list);
                    return norm >= 0 || double.IsNaN(norm) ? norm : throw NativeError.Last();
                }
            }

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var frozen = no_grad();
                foreach (var parameter in tensors)
                {
                    using var gradient = parameter.grad;
                    gradient?.clamp_(-clip_value, clip_value);
                }
            }

            /// <summary>All values in one vector.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                Tensor[] parts = [.. tensors.Select(parameter => parameter.view(-1))];
                var vector = cat(parts);
                foreach (var part in parts) part.Dispose();
                return vector;
            }

            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using var frozen = no_grad();
                long start = 0;
                foreach (var parameter in tensors)
                {
                    long count = parameter.numel();
                    using var part = vec.narrow(0, start, count);
                    using var shaped = part.view(parameter.shape);
                    parameter.copy_(shaped);
                    start += count;
                }
            }
        }
    }
}
