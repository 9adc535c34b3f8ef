using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How a quotient is rounded.</summary>
    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }

    public partial class Tensor
    {
        /// <summary><c>this + alpha · target</c>.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Of(NativeMath.ent_add_scaled(Raw, target.Raw, alpha), "add_scaled", this, target);

        public Tensor add(Scalar scalar, Scalar alpha) => WithNumber(NumberOperator.add, this, Scaled(scalar, alpha));

        public Tensor add_(Tensor target, Scalar alpha) => Checked(NativeMath.ent_add_scaled_(Raw, target.Raw, alpha));

        public Tensor add_(Scalar scalar, Scalar alpha) => WithNumber(NumberInPlaceOperator.add, Scaled(scalar, alpha));

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Of(NativeMath.ent_clamp(Raw, min, max), "clamp", this);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Of(NativeMath.ent_clamp_tensor(Raw, Optional(min), Optional(max)), "clamp_tensor", this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Checked(NativeMath.ent_clamp_(Raw, min, max));

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Checked(NativeMath.ent_clamp_tensor_(Raw, Optional(min), Optional(max)));

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor hardtanh(Scalar min, Scalar max) => Of(NativeMath.ent_hardtanh(Raw, min, max), "hardtanh", this);

        public Tensor hardtanh_(Scalar min, Scalar max) => Checked(NativeMath.ent_hardtanh_(Raw, min, max));

        public Tensor elu(double alpha = 1) => WithNumber(NumberOperator.elu, this, alpha);

        public Tensor elu_(double alpha = 1) => WithNumber(NumberInPlaceOperator.elu, alpha);

        /// <summary><c>this + weight · (end − this)</c>.</summary>
        public Tensor lerp(Tensor end, Tensor weight)
        {
            using var converted = AsNumberBeside(weight);
            return Of(NativeMath.ent_lerp(Raw, end.Raw, (converted ?? weight).Raw), "lerp", this, end, weight);
        }

        public Tensor lerp_(Tensor end, Tensor weight)
        {
            using var converted = AsNumberBeside(weight);
            return Checked(NativeMath.ent_lerp_(Raw, end.Raw, (converted ?? weight).Raw));
        }

        /// <summary><c>this + value · tensor1 · tensor2</c>.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Of(NativeMath.ent_addcmul(Raw, tensor1.Raw, tensor2.Raw, value), "addcmul", this, tensor1, tensor2);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Checked(NativeMath.ent_addcmul_(Raw, tensor1.Raw, tensor2.Raw, value));

        /// <summary><c>this + value · tensor1 / tensor2</c>.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Of(NativeMath.ent_addcdiv(Raw, tensor1.Raw, tensor2.Raw, value), "addcdiv", this, tensor1, tensor2);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => addcdiv(tensor1, tensor2, 1);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Checked(NativeMath.ent_addcdiv_(Raw, tensor1.Raw, tensor2.Raw, value));

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => addcdiv_(tensor1, tensor2, 1);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Of(NativeMath.ent_addmm(Raw, mat1.Raw, mat2.Raw, beta, alpha), "addmm", this, mat1, mat2);

        public Tensor where(Tensor condition, Tensor y)
        {
            if (condition.dtype != ScalarType.Bool) throw new ArgumentException($"the condition is {condition.dtype}; expected Bool", nameof(condition));
            return Of(NativeMath.ent_where(condition.Raw, Raw, y.Raw), "where", condition, this, y);
        }

        public Tensor softmax(long dim, ScalarType? dtype = null) => Of(NativeMath.ent_softmax(Raw, dim, TypeNumber(dtype)), "softmax", this);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Of(NativeMath.ent_log_softmax(Raw, dim, TypeNumber(dtype)), "log_softmax", this);

        public Tensor cumsum(long dim, ScalarType? type = null) => Of(NativeMath.ent_cumsum(Raw, dim, TypeNumber(type)), "cumsum", this);

        public Tensor cumprod(long dim, ScalarType? type = null) => Of(NativeMath.ent_cumprod(Raw, dim, TypeNumber(type)), "cumprod", this);

        public Tensor tril(long diagonal = 0) => Of(NativeMath.ent_tril(Raw, diagonal), "tril", this);

        public Tensor triu(long diagonal = 0) => Of(NativeMath.ent_triu(Raw, diagonal), "triu", this);

        public Tensor diag(long diagonal = 0) => Of(NativeMath.ent_diag(Raw, diagonal), "diag", this);

        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) =>
            Of(NativeMath.ent_nan_to_num(Raw, nan, posinf is null ? 0 : 1, posinf ?? 0, neginf is null ? 0 : 1, neginf ?? 0), "nan_to_num", this);

        public bool allclose(Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false)
        {
            NativeError.Check(NativeMath.ent_allclose(Raw, target.Raw, rtol, atol, equal_nan ? 1 : 0, out int answer));
            return answer != 0;
        }

        public Tensor isclose(Tensor other, double rtol = 1E-05, double atol = 1E-08, bool nanEqual = false) =>
            Of(NativeMath.ent_isclose(Raw, other.Raw, rtol, atol, nanEqual ? 1 : 0), "isclose", this, other);

        /// <summary>Element by element, as <see cref="eq(Tensor)"/>; Python's function of this name gives one answer for all.</summary>
        public Tensor equal(Tensor target) => eq(target);

        internal static int TypeNumber(ScalarType? type) => type is { } known ? (int)known : -1;

        private static Number Scaled(Scalar scalar, Scalar alpha)
        {
            Number left = scalar, right = alpha;
            return left.IsReal || right.IsReal ? left.Real * right.Real : left.Integer * right.Integer;
        }

        /// <summary>A tensor without dimensions counts as a number, which takes this tensor's type; null where it is as it should be.</summary>
        private Tensor? AsNumberBeside(Tensor weight) => weight.ndim == 0 && weight.dtype != dtype ? weight.to(dtype) : null;

        private Tensor Checked(int status)
        {
            NativeError.Check(status);
            return this;
        }
    }
}
