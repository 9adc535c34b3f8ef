using TorchSharp.Native;

namespace TorchSharp;

// Operators that libtorch knows under the same name, called by it.
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor i0() => Aten.Call("i0", this);

        public Tensor igamma(Tensor other) => Aten.Call("igamma", this, other);

        public Tensor igammac(Tensor other) => Aten.Call("igammac", this, other);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.Call("index_add", this, dim, index, source, alpha);

        public Tensor index_copy(long dim, Tensor index, Tensor source) => Aten.Call("index_copy", this, dim, index, source);

        public Tensor index_fill(long dim, Tensor index, Scalar value) => Aten.Call("index_fill.int_Scalar", this, dim, index, value);

        public Tensor inverse() => Aten.Call("inverse", this);

        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) => Aten.Call("isin.Tensor_Tensor", this, test_elements, assumeUnique, invert);

        public Tensor isneginf() => Aten.Call("isneginf", this);

        public Tensor isposinf() => Aten.Call("isposinf", this);

        public Tensor isreal() => Aten.Call("isreal", this);

        public Tensor lcm(Tensor other) => Aten.Call("lcm", this, other);

        public Tensor lcm_(Tensor other) => Aten.CallOn(this, "lcm_", other);

        public Tensor ldexp(Tensor other) => Aten.Call("ldexp.Tensor", this, other);

        public Tensor lgamma_() => Aten.CallOn(this, "lgamma_");

        public Tensor logaddexp2(Tensor other) => Aten.Call("logaddexp2", this, other);

        public Tensor logcumsumexp(long dim) => Aten.Call("logcumsumexp", this, dim);

        public Tensor logdet() => Aten.Call("logdet", this);

        public Tensor logit(double? eps = null) => Aten.Call("logit", this, eps);

        public Tensor masked_scatter(Tensor mask, Tensor value) => Aten.Call("masked_scatter", this, mask, value);

        public Tensor masked_scatter_(Tensor mask, Tensor value) => Aten.CallOn(this, "masked_scatter_", mask, value);

        public Tensor matrix_exp() => Aten.Call("matrix_exp", this);

        public (Tensor values, Tensor indices) mode(long dim = -1, bool keepdim = false) => Aten.CallTwo("mode", this, dim, keepdim);

        public Tensor msort() => Aten.Call("msort", this);

        public Tensor nanmedian() => Aten.Call("nanmedian", this);

        /// <param name="dim">−1: over all elements.</param>
        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.Call("nanquantile", this, q, dim == -1 ? null : (long?)dim, keepdim);

        public Tensor nansum() => Aten.Call("nansum", this);

        public Tensor nextafter(Tensor other) => Aten.Call("nextafter", this, other);

        public Tensor positive() =>
            dtype == ScalarType.Bool ? throw new ArgumentException("truth values have no sign; positive takes numbers") : Aten.Call("positive", this);

        public Tensor prelu(Tensor target) => Aten.Call("prelu", this, target);

        /// <param name="dim">−1: over all elements.</param>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.Call("quantile", this, q, dim == -1 ? null : (long?)dim, keepdim);

        public Tensor rad2deg() => Aten.Call("rad2deg", this);

        public Tensor renorm(float p, long dim, float maxnorm) => Aten.Call("renorm", this, p, dim, maxnorm);

        public Tensor selu_() => Aten.CallOn(this, "selu_");

        public Tensor sgn() => Aten.Call("sgn", this);

        public Tensor sgn_() => Aten.CallOn(this, "sgn_");

        public Tensor signbit() => Aten.Call("signbit", this);

        public Tensor sinc() => Aten.Call("sinc", this);

        public Tensor sinc_() => Aten.CallOn(this, "sinc_");

        public Tensor sinh_() => Aten.CallOn(this, "sinh_");

        public Tensor tan_() => Aten.CallOn(this, "tan_");

        public Tensor trace() => Aten.Call("trace", this);

        public Tensor transpose_(long dim0, long dim1) => Aten.CallOn(this, "transpose_", dim0, dim1);

        public Tensor tril_(long diagonal = 0) => Aten.CallOn(this, "tril_", diagonal);

        public Tensor triu_(long diagonal = 0) => Aten.CallOn(this, "triu_", diagonal);

        public Tensor unsqueeze_(long dim) => Aten.CallOn(this, "unsqueeze_", dim);

        public Tensor vdot(Tensor target)
        {
            RequireVectors(target);
            return Aten.Call("vdot", this, target);
        }

        public Tensor xlogy(Scalar y) => Aten.Call("xlogy.Scalar_Other", this, y);

        public Tensor xlogy(Tensor y) => Aten.Call("xlogy.Tensor", this, y);

        public Tensor xlogy_(Scalar y) => Aten.CallOn(this, "xlogy_.Scalar_Other", y);

        public Tensor xlogy_(Tensor y) => Aten.CallOn(this, "xlogy_.Tensor", y);

        private void RequireVectors(Tensor target)
        {
            if (ndim != 1 || target.ndim != 1 || numel() != target.numel())
                throw new InvalidOperationException($"expected two vectors of one length; the shapes are [{string.Join(", ", shape)}] and [{string.Join(", ", target.shape)}]");
        }
    }
}
