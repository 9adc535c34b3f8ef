using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        internal static Tensor Unary(UnaryOperator op, Tensor input) => Of(NativeMath.ent_unary((int)op, input.Raw));

        internal Tensor Unary(UnaryInPlaceOperator op)
        {
            NativeError.Check(NativeMath.ent_unary_((int)op, Raw));
            return this;
        }

        public Tensor abs() => Unary(UnaryOperator.abs, this);

        public Tensor neg() => Unary(UnaryOperator.neg, this);

        public Tensor exp() => Unary(UnaryOperator.exp, this);

        public Tensor log() => Unary(UnaryOperator.log, this);

        public Tensor log2() => Unary(UnaryOperator.log2, this);

        public Tensor log10() => Unary(UnaryOperator.log10, this);

        public Tensor log1p() => Unary(UnaryOperator.log1p, this);

        public Tensor expm1() => Unary(UnaryOperator.expm1, this);

        public Tensor sqrt() => Unary(UnaryOperator.sqrt, this);

        public Tensor rsqrt() => Unary(UnaryOperator.rsqrt, this);

        public Tensor square() => Unary(UnaryOperator.square, this);

        public Tensor reciprocal() => Unary(UnaryOperator.reciprocal, this);

        public Tensor sigmoid() => Unary(UnaryOperator.sigmoid, this);

        public Tensor tanh() => Unary(UnaryOperator.tanh, this);

        public Tensor relu() => Unary(UnaryOperator.relu, this);

        public Tensor relu6() => Unary(UnaryOperator.relu6, this);

        public Tensor hardswish() => Unary(UnaryOperator.hardswish, this);

        public Tensor hardsigmoid() => Unary(UnaryOperator.hardsigmoid, this);

        public Tensor silu() => Unary(UnaryOperator.silu, this);

        public Tensor gelu() => Unary(UnaryOperator.gelu, this);

        public Tensor log_sigmoid() => Unary(UnaryOperator.log_sigmoid, this);

        public Tensor sin() => Unary(UnaryOperator.sin, this);

        public Tensor cos() => Unary(UnaryOperator.cos, this);

        public Tensor tan() => Unary(UnaryOperator.tan, this);

        public Tensor asin() => Unary(UnaryOperator.asin, this);

        public Tensor acos() => Unary(UnaryOperator.acos, this);

        public Tensor atan() => Unary(UnaryOperator.atan, this);

        public Tensor sinh() => Unary(UnaryOperator.sinh, this);

        public Tensor cosh() => Unary(UnaryOperator.cosh, this);

        public Tensor floor() => Unary(UnaryOperator.floor, this);

        public Tensor ceil() => Unary(UnaryOperator.ceil, this);

        public Tensor trunc() => Unary(UnaryOperator.trunc, this);

        public Tensor frac() => Unary(UnaryOperator.frac, this);

        public Tensor sign() => Unary(UnaryOperator.sign, this);

        public Tensor erf() => Unary(UnaryOperator.erf, this);

        public Tensor exp2() => Unary(UnaryOperator.exp2, this);

        public Tensor isnan() => Unary(UnaryOperator.isnan, this);

        public Tensor isinf() => Unary(UnaryOperator.isinf, this);

        public Tensor isfinite() => Unary(UnaryOperator.isfinite, this);

        public Tensor logical_not() => Unary(UnaryOperator.logical_not, this);

        public Tensor bitwise_not() => Unary(UnaryOperator.bitwise_not, this);

        public Tensor selu() => Unary(UnaryOperator.selu, this);

        public Tensor nonzero() => Unary(UnaryOperator.nonzero, this);

        public Tensor erfc() => Unary(UnaryOperator.erfc, this);

        public Tensor lgamma() => Unary(UnaryOperator.lgamma, this);

        public Tensor absolute() => Unary(UnaryOperator.abs, this);

        public Tensor negative() => Unary(UnaryOperator.neg, this);

        public Tensor arcsin() => Unary(UnaryOperator.asin, this);

        public Tensor arccos() => Unary(UnaryOperator.acos, this);

        public Tensor arctan() => Unary(UnaryOperator.atan, this);

        public Tensor fix() => Unary(UnaryOperator.trunc, this);

        public Tensor abs_() => Unary(UnaryInPlaceOperator.abs);

        public Tensor neg_() => Unary(UnaryInPlaceOperator.neg);

        public Tensor exp_() => Unary(UnaryInPlaceOperator.exp);

        public Tensor log_() => Unary(UnaryInPlaceOperator.log);

        public Tensor log2_() => Unary(UnaryInPlaceOperator.log2);

        public Tensor log10_() => Unary(UnaryInPlaceOperator.log10);

        public Tensor log1p_() => Unary(UnaryInPlaceOperator.log1p);

        public Tensor expm1_() => Unary(UnaryInPlaceOperator.expm1);

        public Tensor sqrt_() => Unary(UnaryInPlaceOperator.sqrt);

        public Tensor rsqrt_() => Unary(UnaryInPlaceOperator.rsqrt);

        public Tensor reciprocal_() => Unary(UnaryInPlaceOperator.reciprocal);

        public Tensor sigmoid_() => Unary(UnaryInPlaceOperator.sigmoid);

        public Tensor tanh_() => Unary(UnaryInPlaceOperator.tanh);

        public Tensor relu_() => Unary(UnaryInPlaceOperator.relu);

        public Tensor relu6_() => Unary(UnaryInPlaceOperator.relu6);

        public Tensor hardswish_() => Unary(UnaryInPlaceOperator.hardswish);

        public Tensor hardsigmoid_() => Unary(UnaryInPlaceOperator.hardsigmoid);

        public Tensor silu_() => Unary(UnaryInPlaceOperator.silu);

        public Tensor floor_() => Unary(UnaryInPlaceOperator.floor);

        public Tensor ceil_() => Unary(UnaryInPlaceOperator.ceil);

        public Tensor trunc_() => Unary(UnaryInPlaceOperator.trunc);

        public Tensor frac_() => Unary(UnaryInPlaceOperator.frac);

        public Tensor sin_() => Unary(UnaryInPlaceOperator.sin);

        public Tensor cos_() => Unary(UnaryInPlaceOperator.cos);

        public Tensor sign_() => Unary(UnaryInPlaceOperator.sign);

        public Tensor zero_() => Unary(UnaryInPlaceOperator.zero);

        public Tensor logical_not_() => Unary(UnaryInPlaceOperator.logical_not);

        public Tensor detach_() => Unary(UnaryInPlaceOperator.detach);
    }
}
