using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Layers without parameters of their own.</summary>
        public static unsafe partial class functional
        {
            private static readonly long[] Ones = [1, 1];
            private static readonly long[] Zeros = [0, 0];

            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                Tensor.Of(NativeNn.ent_linear(input.Raw, weights.Raw, Tensor.Optional(bias)), "linear", input, weights, bias);

            /// <param name="input">[batch, channels, height, width]; its memory layout (row-major or channels last) decides the result's.</param>
            /// <param name="weight">[out, channels / groups, height, width].</param>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1)
            {
                fixed (long* stride = Two(strides, Ones), pad = Two(padding, Zeros), dilate = Two(dilation, Ones))
                    return Tensor.Of(NativeNn.ent_conv2d(input.Raw, weight.Raw, Tensor.Optional(bias), stride, pad, dilate, groups), "conv2d", input, weight, bias);
            }

            public static Tensor conv2d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1)
            {
                if (padding == Padding.Valid) return conv2d(input, weight, bias, strides, Zeros, dilation, groups);
                fixed (long* stride = Two(strides, Ones), dilate = Two(dilation, Ones))
                    return Tensor.Of(NativeNn.ent_conv2d_same(input.Raw, weight.Raw, Tensor.Optional(bias), stride, dilate, groups), "conv2d_same", input, weight, bias);
            }

            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1E-05) =>
                Tensor.Of(NativeNn.ent_batch_norm(
                    input.Raw, Tensor.Optional(weight), Tensor.Optional(bias), Tensor.Optional(running_mean), Tensor.Optional(running_var), training ? 1 : 0, momentum, eps), "batch_norm", input, weight, bias, running_mean, running_var);

            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1E-05)
            {
                fixed (long* shape = normalized_shape)
                    return Tensor.Of(NativeNn.ent_layer_norm(input.Raw, shape, normalized_shape.Length, Tensor.Optional(weight), Tensor.Optional(bias), eps), "layer_norm", input, weight, bias);
            }

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (!inplace) return Tensor.Of(NativeNn.ent_dropout(input.Raw, p, training ? 1 : 0), "dropout", input);
                NativeError.Check(NativeNn.ent_dropout_(input.Raw, p, training ? 1 : 0));
                return input.alias();
            }

            /// <summary>Zeroes whole channels.</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                var result = Tensor.Of(NativeNn.ent_feature_dropout(input.Raw, p, training ? 1 : 0), "feature_dropout", input);
                if (!inplace) return result;
                input.copy_(result);
                result.Dispose();
                return input.alias();
            }

            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                fixed (long* first = pad)
                {
                    switch (mode)
                    {
                        case PaddingModes.Constant or PaddingModes.Zeros:
                            return Tensor.Of(NativeNn.ent_constant_pad(input.Raw, first, pad.Length, value), "constant_pad", input);
                        case PaddingModes.Reflect when pad.Length == 4:
                            return Tensor.Of(NativeNn.ent_reflection_pad2d(input.Raw, first), "reflection_pad2d", input);
                        case PaddingModes.Replicate when pad.Length == 4:
                            return Tensor.Of(NativeNn.ent_replication_pad2d(input.Raw, first), "replication_pad2d", input);
                        default:
                            return Aten.Call("pad", input, pad, mode.ToString().ToLowerInvariant());
                    }
                }
            }

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            public static Tensor one_hot(Tensor x, long num_classes = -1)
            {
                if (x.dtype != ScalarType.Int64) throw new ArgumentException($"the classes are {x.dtype}; expected Int64", nameof(x));
                return Tensor.Of(NativeReduce.ent_one_hot(x.Raw, num_classes), "one_hot", x);
            }

            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1E-12)
            {
                using var norm = input.norm((int)dim, true, (float)p);
                using var safe = norm.clamp_min(eps);
                return input / safe;
            }

            private static long[] Two(long[]? given, long[] otherwise) => given switch
            {
                null => otherwise,
                { Length: 2 } => given,
                { Length: 1 } => [given[0], given[0]],
                _ => throw new ArgumentException($"{given.Length} numbers where one or two (height, width) are expected", nameof(given)),
            };
        }
    }
}
