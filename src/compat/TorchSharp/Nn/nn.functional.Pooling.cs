using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static unsafe partial class functional
        {
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size)
            {
                fixed (long* size = Two(output_size, Ones)) return Tensor.Of(NativeNn.ent_adaptive_avg_pool2d(input.Raw, size), "adaptive_avg_pool2d", input);
            }

            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) => adaptive_avg_pool2d(input, [output_size.Item1, output_size.Item2]);

            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, [output_size, output_size]);

            public static Tensor avg_pool2d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
            {
                long[] window = Two(kernel_size, Ones);
                fixed (long* kernel = window, step = Two(stride, window), pad = Two(padding, Zeros))
                {
                    return Tensor.Of(NativeNn.ent_avg_pool2d(
                        input.Raw, kernel, step, pad, ceil_mode ? 1 : 0, count_include_pad ? 1 : 0, divisor_override ?? long.MinValue), "avg_pool2d", input);
                }
            }

            public static Tensor avg_pool2d(
                Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, [kernel_size], stride is { } step ? [step] : null, [padding], ceil_mode, count_include_pad, divisor_override);

            public static Tensor max_pool2d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
            {
                long[] window = Two(kernel_size, Ones);
                fixed (long* kernel = window, step = Two(strides, window), pad = Two(padding, Zeros), dilate = Two(dilation, Ones))
                    return Tensor.Of(NativeNn.ent_max_pool2d(input.Raw, kernel, step, pad, dilate, ceil_mode ? 1 : 0), "max_pool2d", input);
            }

            public static Tensor max_pool2d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, [kernel_size], One(stride), One(padding), One(dilation), ceil_mode);

            public static (Tensor output, Tensor indices) max_pool2d_with_indices(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
            {
                long[] window = Two(kernel_size, Ones);
                fixed (long* kernel = window, step = Two(strides, window), pad = Two(padding, Zeros), dilate = Two(dilation, Ones))
                {
                    NativeError.Check(NativeNn.ent_max_pool2d_with_indices(
                        input.Raw, kernel, step, pad, dilate, ceil_mode ? 1 : 0, out nint values, out nint indices));
                    return (Tensor.Of(values), Tensor.Of(indices));
                }
            }

            private static long[]? One(long? value) => value is { } known ? [known] : null;
        }
    }
}
