using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        internal static Tensor Binary(BinaryOperator op, Tensor left, Tensor right)
        {
            var handle = NativeMath.ent_binary((int)op, left.Raw, right.Raw);
            return handle.IsInvalid ? throw NativeError.Last(op.ToString(), left, right) : new(handle);
        }

        internal static Tensor WithNumber(NumberOperator op, Tensor left, Number right)
        {
            var handle = NativeMath.ent_with_number((int)op, left.Raw, right);
            return handle.IsInvalid ? throw NativeError.Last(op.ToString(), left) : new(handle);
        }

        internal Tensor Binary(BinaryInPlaceOperator op, Tensor right)
        {
            return NativeMath.ent_binary_((int)op, Raw, right.Raw) == 0 ? this : throw NativeError.Last(op.ToString(), this, right);
        }

        internal Tensor WithNumber(NumberInPlaceOperator op, Number right)
        {
            NativeError.Check(NativeMath.ent_with_number_((int)op, Raw, right));
            return this;
        }

        public Tensor add(Scalar scalar) => WithNumber(NumberOperator.add, this, scalar);

        public Tensor add(Tensor target) => Binary(BinaryOperator.add, this, target);

        public Tensor add_(Scalar scalar) => WithNumber(NumberInPlaceOperator.add, scalar);

        public Tensor add_(Tensor target) => Binary(BinaryInPlaceOperator.add, target);

        public Tensor atan2(Tensor other) => Binary(BinaryOperator.atan2, this, other);

        public Tensor bitwise_and(Tensor other) => Binary(BinaryOperator.bitwise_and, this, other);

        public Tensor bitwise_and_(Tensor other) => Binary(BinaryInPlaceOperator.bitwise_and, other);

        public Tensor bitwise_or(Tensor other) => Binary(BinaryOperator.bitwise_or, this, other);

        public Tensor bitwise_or_(Tensor other) => Binary(BinaryInPlaceOperator.bitwise_or, other);

        public Tensor bitwise_xor(Tensor other) => Binary(BinaryOperator.bitwise_xor, this, other);

        public Tensor bitwise_xor_(Tensor other) => Binary(BinaryInPlaceOperator.bitwise_xor, other);

        public Tensor bmm(Tensor batch2) => Binary(BinaryOperator.bmm, this, batch2);

        public Tensor clamp_max(Scalar max) => WithNumber(NumberOperator.clamp_max, this, max);

        public Tensor clamp_max_(Scalar max) => WithNumber(NumberInPlaceOperator.clamp_max, max);

        public Tensor clamp_min(Scalar min) => WithNumber(NumberOperator.clamp_min, this, min);

        public Tensor clamp_min_(Scalar min) => WithNumber(NumberInPlaceOperator.clamp_min, min);

        public Tensor dot(Tensor target)
        {
            RequireVectors(target);
            return Binary(BinaryOperator.dot, this, target);
        }

        public Tensor eq(Scalar target) => WithNumber(NumberOperator.eq, this, target);

        public Tensor eq(Tensor target) => Binary(BinaryOperator.eq, this, target);

        public Tensor eq_(Scalar target) => WithNumber(NumberInPlaceOperator.eq, target);

        public Tensor eq_(Tensor target) => Binary(BinaryInPlaceOperator.eq, target);

        public Tensor fill_(Scalar value) => WithNumber(NumberInPlaceOperator.fill, value);

        public Tensor floor_divide(Scalar other) => WithNumber(NumberOperator.floor_divide, this, other);

        public Tensor floor_divide(Tensor other) => Binary(BinaryOperator.floor_divide, this, other);

        public Tensor floor_divide_(Scalar other) => WithNumber(NumberInPlaceOperator.floor_divide, other);

        public Tensor floor_divide_(Tensor other) => Binary(BinaryInPlaceOperator.floor_divide, other);

        public Tensor fmax(Tensor other) => Binary(BinaryOperator.fmax, this, other);

        public Tensor fmin(Tensor other) => Binary(BinaryOperator.fmin, this, other);

        public Tensor fmod(Scalar scalar) => WithNumber(NumberOperator.fmod, this, scalar);

        public Tensor fmod(Tensor target) => Binary(BinaryOperator.fmod, this, target);

        public Tensor fmod_(Scalar scalar) => WithNumber(NumberInPlaceOperator.fmod, scalar);

        public Tensor fmod_(Tensor target) => Binary(BinaryInPlaceOperator.fmod, target);

        public Tensor ge(Scalar target) => WithNumber(NumberOperator.ge, this, target);

        public Tensor ge(Tensor target) => Binary(BinaryOperator.ge, this, target);

        public Tensor ge_(Scalar target) => WithNumber(NumberInPlaceOperator.ge, target);

        public Tensor ge_(Tensor target) => Binary(BinaryInPlaceOperator.ge, target);

        public Tensor greater(Tensor target) => Binary(BinaryOperator.gt, this, target);

        public Tensor greater_equal(Tensor target) => Binary(BinaryOperator.ge, this, target);

        public Tensor gt(Scalar target) => WithNumber(NumberOperator.gt, this, target);

        public Tensor gt(Tensor target) => Binary(BinaryOperator.gt, this, target);

        public Tensor gt_(Scalar target) => WithNumber(NumberInPlaceOperator.gt, target);

        public Tensor gt_(Tensor target) => Binary(BinaryInPlaceOperator.gt, target);

        public Tensor hypot(Tensor other) => Binary(BinaryOperator.hypot, this, other);

        public Tensor inner(Tensor vec2) => Binary(BinaryOperator.inner, this, vec2);

        public Tensor kron(Tensor other) => Binary(BinaryOperator.kron, this, other);

        public Tensor le(Scalar target) => WithNumber(NumberOperator.le, this, target);

        public Tensor le(Tensor target) => Binary(BinaryOperator.le, this, target);

        public Tensor le_(Scalar target) => WithNumber(NumberInPlaceOperator.le, target);

        public Tensor le_(Tensor target) => Binary(BinaryInPlaceOperator.le, target);

        public Tensor leaky_relu(Scalar negative_slope) => WithNumber(NumberOperator.leaky_relu, this, negative_slope);

        public Tensor leaky_relu_(Scalar negative_slope) => WithNumber(NumberInPlaceOperator.leaky_relu, negative_slope);

        public Tensor less(Tensor target) => Binary(BinaryOperator.lt, this, target);

        public Tensor less_equal(Tensor target) => Binary(BinaryOperator.le, this, target);

        public Tensor less_equal_(Tensor target) => Binary(BinaryInPlaceOperator.le, target);

        public Tensor logaddexp(Tensor other) => Binary(BinaryOperator.logaddexp, this, other);

        public Tensor logical_and(Tensor other) => Binary(BinaryOperator.logical_and, this, other);

        public Tensor logical_and_(Tensor other) => Binary(BinaryInPlaceOperator.logical_and, other);

        public Tensor logical_or(Tensor other) => Binary(BinaryOperator.logical_or, this, other);

        public Tensor logical_or_(Tensor other) => Binary(BinaryInPlaceOperator.logical_or, other);

        public Tensor logical_xor(Tensor other) => Binary(BinaryOperator.logical_xor, this, other);

        public Tensor logical_xor_(Tensor other) => Binary(BinaryInPlaceOperator.logical_xor, other);

        public Tensor lt(Scalar target) => WithNumber(NumberOperator.lt, this, target);

        public Tensor lt(Tensor target) => Binary(BinaryOperator.lt, this, target);

        public Tensor lt_(Scalar target) => WithNumber(NumberInPlaceOperator.lt, target);

        public Tensor lt_(Tensor target) => Binary(BinaryInPlaceOperator.lt, target);

        public Tensor masked_select(Tensor mask) => Binary(BinaryOperator.masked_select, this, mask);

        public Tensor matmul(Tensor target) => Binary(BinaryOperator.matmul, this, target);

        public Tensor max(Tensor other) => Binary(BinaryOperator.maximum, this, other);

        public Tensor maximum(Tensor other) => Binary(BinaryOperator.maximum, this, other);

        public Tensor min(Tensor other) => Binary(BinaryOperator.minimum, this, other);

        public Tensor minimum(Tensor other) => Binary(BinaryOperator.minimum, this, other);

        public Tensor mm(Tensor target) => Binary(BinaryOperator.mm, this, target);

        public Tensor mul(Scalar target) => WithNumber(NumberOperator.mul, this, target);

        public Tensor mul(Tensor target) => Binary(BinaryOperator.mul, this, target);

        public Tensor mul_(Scalar target) => WithNumber(NumberInPlaceOperator.mul, target);

        public Tensor mul_(Tensor target) => Binary(BinaryInPlaceOperator.mul, target);

        public Tensor multiply(Scalar target) => WithNumber(NumberOperator.mul, this, target);

        public Tensor multiply(Tensor target) => Binary(BinaryOperator.mul, this, target);

        public Tensor mv(Tensor target) => Binary(BinaryOperator.mv, this, target);

        public Tensor ne(Scalar target) => WithNumber(NumberOperator.ne, this, target);

        public Tensor ne(Tensor target) => Binary(BinaryOperator.ne, this, target);

        public Tensor ne_(Scalar target) => WithNumber(NumberInPlaceOperator.ne, target);

        public Tensor ne_(Tensor target) => Binary(BinaryInPlaceOperator.ne, target);

        public Tensor not_equal(Tensor target) => Binary(BinaryOperator.ne, this, target);

        public Tensor not_equal_(Tensor target) => Binary(BinaryInPlaceOperator.ne, target);

        public Tensor outer(Tensor vec2) => Binary(BinaryOperator.outer, this, vec2);

        public Tensor pow(Scalar exponent) => WithNumber(NumberOperator.pow, this, exponent);

        public Tensor pow(Tensor exponent) => Binary(BinaryOperator.pow, this, exponent);

        public Tensor pow_(Scalar exponent) => WithNumber(NumberInPlaceOperator.pow, exponent);

        public Tensor pow_(Tensor exponent) => Binary(BinaryInPlaceOperator.pow, exponent);

        public Tensor remainder(Scalar scalar) => WithNumber(NumberOperator.remainder, this, scalar);

        public Tensor remainder(Tensor target) => Binary(BinaryOperator.remainder, this, target);

        public Tensor remainder_(Scalar scalar) => WithNumber(NumberInPlaceOperator.remainder, scalar);

        public Tensor remainder_(Tensor target) => Binary(BinaryInPlaceOperator.remainder, target);

        public Tensor sub(Scalar target) => WithNumber(NumberOperator.sub, this, target);

        public Tensor sub(Tensor target) => Binary(BinaryOperator.sub, this, target);

        public Tensor sub_(Scalar target) => WithNumber(NumberInPlaceOperator.sub, target);

        public Tensor sub_(Tensor target) => Binary(BinaryInPlaceOperator.sub, target);

        public Tensor subtract(Scalar target) => WithNumber(NumberOperator.sub, this, target);

        public Tensor subtract(Tensor target) => Binary(BinaryOperator.sub, this, target);

        public Tensor subtract_(Scalar target) => WithNumber(NumberInPlaceOperator.sub, target);

        public Tensor subtract_(Tensor target) => Binary(BinaryInPlaceOperator.sub, target);

        public Tensor true_divide(Scalar other) => WithNumber(NumberOperator.div, this, other);

        public Tensor true_divide(Tensor other) => Binary(BinaryOperator.div, this, other);

        public Tensor true_divide_(Scalar other) => WithNumber(NumberInPlaceOperator.div, other);

        public Tensor true_divide_(Tensor other) => Binary(BinaryInPlaceOperator.div, other);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Binary(
            rounding_mode switch { RoundingMode.trunc => BinaryOperator.div_trunc, RoundingMode.floor => BinaryOperator.floor_divide, _ => BinaryOperator.div }, this, target);

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => WithNumber(
            rounding_mode switch { RoundingMode.trunc => NumberOperator.div_trunc, RoundingMode.floor => NumberOperator.floor_divide, _ => NumberOperator.div }, this, target);

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Binary(
            rounding_mode switch { RoundingMode.trunc => BinaryInPlaceOperator.div_trunc, RoundingMode.floor => BinaryInPlaceOperator.floor_divide, _ => BinaryInPlaceOperator.div }, target);

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => WithNumber(
            rounding_mode switch { RoundingMode.trunc => NumberInPlaceOperator.div_trunc, RoundingMode.floor => NumberInPlaceOperator.floor_divide, _ => NumberInPlaceOperator.div }, target);

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Binary(
            rounding_mode switch { RoundingMode.trunc => BinaryOperator.div_trunc, RoundingMode.floor => BinaryOperator.floor_divide, _ => BinaryOperator.div }, this, target);

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => WithNumber(
            rounding_mode switch { RoundingMode.trunc => NumberOperator.div_trunc, RoundingMode.floor => NumberOperator.floor_divide, _ => NumberOperator.div }, this, target);

        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Binary(
            rounding_mode switch { RoundingMode.trunc => BinaryInPlaceOperator.div_trunc, RoundingMode.floor => BinaryInPlaceOperator.floor_divide, _ => BinaryInPlaceOperator.div }, target);

        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => WithNumber(
            rounding_mode switch { RoundingMode.trunc => NumberInPlaceOperator.div_trunc, RoundingMode.floor => NumberInPlaceOperator.floor_divide, _ => NumberInPlaceOperator.div }, target);
    }
}
