using System.Runtime.InteropServices;
using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Initial values, drawn as torch.nn.init draws them: the same seed gives PyTorch's numbers.</summary>
        public static class init
        {
            public enum FanInOut
            {
                FanIn,
                FanOut,
            }

            public enum NonlinearityType
            {
                Linear = 0,
                Conv1D = 1,
                Conv2D = 2,
                Conv3D = 3,
                ConvTranspose1D = 4,
                ConvTranspose2D = 5,
                ConvTranspose3D = 6,
                Sigmoid = 7,
                Tanh = 8,
                ReLU = 9,
                LeakyReLU = 10,
            }

            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3.0,
                NonlinearityType.ReLU => Math.Sqrt(2.0),
                NonlinearityType.LeakyReLU => Math.Sqrt(2.0 / (1 + (param * param))),
                _ => 1,
            };

            /// <summary>Inputs and outputs of one unit of a weight [out, in, …].</summary>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                long[] shape = tensor.shape;
                if (shape.Length < 2) throw new ExternalException("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions");
                long receptive = shape.Skip(2).Aggregate(1L, (product, size) => product * size);
                return (shape[1] * receptive, shape[0] * receptive);
            }

            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using var frozen = no_grad();
                return tensor.fill_(val);
            }

            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
            {
                using var frozen = no_grad();
                return tensor.uniform_(low, high, generator);
            }

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
            {
                using var frozen = no_grad();
                return tensor.normal_(mean, std, generator);
            }

            /// <param name="a">Slope of the leaky ReLU that follows.</param>
            public static Tensor kaiming_uniform_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                double bound = Math.Sqrt(3.0) * KaimingDeviation(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor kaiming_normal_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, KaimingDeviation(tensor, a, mode, nonlinearity));

            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1)
            {
                double bound = Math.Sqrt(3.0) * XavierDeviation(tensor, gain);
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor xavier_normal_(Tensor tensor, double gain = 1) => normal_(tensor, 0, XavierDeviation(tensor, gain));

            public static Tensor glorot_uniform_(Tensor tensor, double gain = 1) => xavier_uniform_(tensor, gain);

            public static Tensor glorot_normal_(Tensor tensor, double gain = 1) => xavier_normal_(tensor, gain);

            /// <summary>The identity; the tensor has two dimensions.</summary>
            public static Tensor eye_(Tensor tensor)
            {
                if (tensor.ndim != 2) throw new ExternalException($"an identity has 2 dimensions; this tensor has {tensor.ndim}");
                using var frozen = no_grad();
                using var identity = eye(tensor.size(0), tensor.size(1), tensor.dtype, tensor.device);
                return tensor.copy_(identity);
            }

            /// <summary>Normal numbers within [<paramref name="a"/>, <paramref name="b"/>], by the inverse of the distribution function, as PyTorch draws them.</summary>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null)
            {
                using var frozen = no_grad();
                double low = Below((a - mean) / std), high = Below((b - mean) / std);
                tensor.uniform_((2 * low) - 1, (2 * high) - 1, generator).erfinv_();
                return tensor.mul_(std * Math.Sqrt(2)).add_(mean).clamp_(a, b);

                static double Below(double x) => (1 + Erf(x / Math.Sqrt(2))) / 2;

                static double Erf(double x)
                {
                    using var number = torch.tensor(x, float64);
                    using var value = number.erf();
                    return value.ToDouble();
                }
            }

            /// <summary>A (semi-)orthogonal matrix: Q of a normal one's QR decomposition, by the sign of R's diagonal (Saxe et al. 2013).</summary>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1)
            {
                if (tensor.ndim < 2) throw new ArgumentException("Only tensors with 2 or more dimensions are supported", nameof(tensor));
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                long rows = tensor.size(0), columns = tensor.numel() / rows;
                var flat = randn([rows, columns], tensor.dtype, tensor.device);
                var (q, r) = Aten.CallTwo("linalg_qr", rows < columns ? flat.t() : flat);
                q.mul_(r.diagonal().sign());
                if (rows < columns) q = q.t();
                return tensor.copy_(q.reshape(tensor.shape)).mul_(gain);
            }

            /// <summary>How PyTorch fills new linear and convolution layers.</summary>
            internal static void ResetLinear(Parameter weight, Parameter? bias)
            {
                kaiming_uniform_(weight, a: Math.Sqrt(5));
                if (bias is null) return;
                long fanIn = CalculateFanInAndFanOut(weight).fanIn;
                double bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
                uniform_(bias, -bound, bound);
            }

            private static double KaimingDeviation(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            private static double XavierDeviation(Tensor tensor, double gain)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
            }
        }
    }
}
