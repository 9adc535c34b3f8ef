using TorchSharp.Native;

namespace TorchSharp;

// Operators that libtorch knows under the same name, called by it.
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor absolute_() => Aten.CallOn(this, "absolute_");

        public Tensor acos_() => Aten.CallOn(this, "acos_");

        public Tensor acosh() => Aten.Call("acosh", this);

        public Tensor acosh_() => Aten.CallOn(this, "acosh_");

        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Aten.Call("addbmm", this, batch1, batch2, beta, alpha);

        public Tensor addbmm_(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Aten.CallOn(this, "addbmm_", batch1, batch2, beta, alpha);

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Aten.CallOn(this, "addmm_", mat1, mat2, beta, alpha);

        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Aten.Call("addmv", this, mat, vec, beta, alpha);

        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Aten.CallOn(this, "addmv_", mat, vec, beta, alpha);

        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => Aten.Call("addr", this, vec1, vec2, beta, alpha);

        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => Aten.CallOn(this, "addr_", vec1, vec2, beta, alpha);

        public Tensor adjoint() => Aten.Call("adjoint", this);

        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false) => Aten.CallTwo("aminmax", this, dim, keepdim);

        public Tensor arccos_() => Aten.CallOn(this, "arccos_");

        public Tensor arccosh() => Aten.Call("arccosh", this);

        public Tensor arccosh_() => Aten.CallOn(this, "arccosh_");

        public Tensor arcsin_() => Aten.CallOn(this, "arcsin_");

        public Tensor arcsinh() => Aten.Call("arcsinh", this);

        public Tensor arcsinh_() => Aten.CallOn(this, "arcsinh_");

        public Tensor arctan2(Tensor other) => Aten.Call("arctan2", this, other);

        public Tensor arctan2_(Tensor other) => Aten.CallOn(this, "arctan2_", other);

        public Tensor arctan_() => Aten.CallOn(this, "arctan_");

        public Tensor arctan_(Tensor other) => Aten.CallOn(this, "arctan_", other);

        public Tensor arctanh() => Aten.Call("arctanh", this);

        public Tensor arctanh_() => Aten.CallOn(this, "arctanh_");

        public Tensor argwhere() => Aten.Call("argwhere", this);

        public Tensor asin_() => Aten.CallOn(this, "asin_");

        public Tensor asinh() => Aten.Call("asinh", this);

        public Tensor asinh_() => Aten.CallOn(this, "asinh_");

        public Tensor atan2_(Tensor other) => Aten.CallOn(this, "atan2_", other);

        public Tensor atan_() => Aten.CallOn(this, "atan_");

        public Tensor atanh() => Aten.Call("atanh", this);

        public Tensor atanh_() => Aten.CallOn(this, "atanh_");

        public Tensor atleast_1d() => Aten.Call("atleast_1d", this);

        public Tensor atleast_2d() => Aten.Call("atleast_2d", this);

        public Tensor atleast_3d() => Aten.Call("atleast_3d", this);

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Aten.Call("baddbmm", this, batch1, batch2, beta, alpha);

        public Tensor bitwise_left_shift(Tensor other) => Aten.Call("bitwise_left_shift.Tensor", this, other);

        public Tensor bitwise_left_shift_(Tensor other) => Aten.CallOn(this, "bitwise_left_shift_.Tensor", other);

        public Tensor bitwise_not_() => Aten.CallOn(this, "bitwise_not_");

        public Tensor bitwise_right_shift(Tensor other) => Aten.Call("bitwise_right_shift.Tensor", this, other);

        public Tensor bitwise_right_shift_(Tensor other) => Aten.CallOn(this, "bitwise_right_shift_.Tensor", other);

        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) => Aten.Call("bucketize.Tensor", this, boundaries, outInt32, right);

        public Tensor copysign(Tensor other) => Aten.Call("copysign.Tensor", this, other);

        public Tensor corrcoef() => Aten.Call("corrcoef", this);

        public Tensor cosh_() => Aten.CallOn(this, "cosh_");

        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null) => Aten.Call("cov", this, correction, fweights, aweights);

        public (Tensor values, Tensor indexes) cummax(long dim) => Aten.CallTwo("cummax", this, dim);

        public (Tensor values, Tensor indexes) cummin(long dim) => Aten.CallTwo("cummin", this, dim);

        public Tensor deg2rad() => Aten.Call("deg2rad", this);

        public Tensor det() => Aten.Call("det", this);

        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => Aten.Call("diag_embed", this, offset, dim1, dim2);

        public Tensor diagflat(long offset = 0) => Aten.Call("diagflat", this, offset);

        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Aten.Call("diagonal", this, offset, dim1, dim2);

        public Tensor diagonal_scatter(Tensor src, long offset = 0, long dim1 = 0, long dim2 = 1) => Aten.Call("diagonal_scatter", this, src, offset, dim1, dim2);

        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => Aten.Call("diff", this, n, dim, prepend, append);

        public Tensor digamma() => Aten.Call("digamma", this);

        public Tensor digamma_() => Aten.CallOn(this, "digamma_");

        public Tensor dist(Tensor other, float p = 2) => Aten.Call("dist", this, other, p);

        public Tensor erf_() => Aten.CallOn(this, "erf_");

        public Tensor erfc_() => Aten.CallOn(this, "erfc_");

        public Tensor erfinv() => Aten.Call("erfinv", this);

        public Tensor erfinv_() => Aten.CallOn(this, "erfinv_");

        public Tensor fix_() => Aten.CallOn(this, "fix_");

        public Tensor float_power(Tensor target) => Aten.Call("float_power.Tensor_Tensor", this, target);

        public Tensor gcd(Tensor other) => Aten.Call("gcd", this, other);

        public Tensor gcd_(Tensor other) => Aten.CallOn(this, "gcd_", other);

        public Tensor gelu_() => Aten.CallOn(this, "gelu_");

        public Tensor glu(long dim = -1) => Aten.Call("glu", this, dim);

        public Tensor heaviside(Tensor other) => Aten.Call("heaviside", this, other);

        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Aten.Call("histc", this, bins, min, max);
    }
}
