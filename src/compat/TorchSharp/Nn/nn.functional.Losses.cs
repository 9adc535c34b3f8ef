using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static unsafe partial class functional
        {
            private enum PairLoss
            {
                MeanSquared,
                Absolute,
                Huber,
                SmoothAbsolute,
            }

            /// <param name="input">Scores [batch, classes, …].</param>
            /// <param name="target">Class numbers, int64 [batch, …], or class probabilities of the input's shape.</param>
            /// <param name="label_smoothing">Share of the target that is spread over all classes, 0 to 1.</param>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0) =>
                Tensor.Of(NativeNn.ent_cross_entropy(input.Raw, target.Raw, Tensor.Optional(weight), ignore_index, (long)reduction, label_smoothing), "cross_entropy", input, target, weight);

            /// <param name="input">Logarithms of probabilities [batch, classes, …].</param>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Tensor.Of(NativeNn.ent_nll_loss(input.Raw, target.Raw, Tensor.Optional(weight), -100, (long)reduction), "nll_loss", input, target, weight);

            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => Compare(PairLoss.MeanSquared, input, target, reduction, 0);

            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => Compare(PairLoss.Absolute, input, target, reduction, 0);

            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean) =>
                Compare(PairLoss.Huber, input, target, reduction, delta);

            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1) =>
                Compare(PairLoss.SmoothAbsolute, input, target, reduction, beta);

            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                Tensor.Of(NativeNn.ent_bce_with_logits(input.Raw, target.Raw, Tensor.Optional(weight), Tensor.Optional(pos_weights), (long)reduction), "bce_with_logits", input, target, weight, pos_weights);

            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Tensor.Of(NativeNn.ent_bce(input.Raw, target.Raw, Tensor.Optional(weight), (long)reduction), "bce", input, target, weight);

            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                Tensor.Of(NativeNn.ent_kl_div(input.Raw, target.Raw, (long)reduction, log_target ? 1 : 0), "kl_div", input, target);

            private static Tensor Compare(PairLoss kind, Tensor input, Tensor target, Reduction reduction, double parameter) =>
                Tensor.Of(NativeNn.ent_pair_loss((int)kind, input.Raw, target.Raw, (long)reduction, parameter), "pair_loss", input, target);
        }
    }
}
