using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => Binary(BinaryOperator.add, left, right);

        public static Tensor operator +(Tensor left, int right) => WithNumber(NumberOperator.add, left, right);

        public static Tensor operator +(Tensor left, long right) => WithNumber(NumberOperator.add, left, right);

        public static Tensor operator +(Tensor left, float right) => WithNumber(NumberOperator.add, left, right);

        public static Tensor operator +(Tensor left, double right) => WithNumber(NumberOperator.add, left, right);

        public static Tensor operator +(Tensor left, Scalar right) => WithNumber(NumberOperator.add, left, right);

        public static Tensor operator +(int left, Tensor right) => WithNumber(NumberOperator.add, right, left);

        public static Tensor operator +(long left, Tensor right) => WithNumber(NumberOperator.add, right, left);

        public static Tensor operator +(float left, Tensor right) => WithNumber(NumberOperator.add, right, left);

        public static Tensor operator +(double left, Tensor right) => WithNumber(NumberOperator.add, right, left);

        public static Tensor operator +(Scalar left, Tensor right) => WithNumber(NumberOperator.add, right, left);

        public static Tensor operator -(Tensor left, Tensor right) => Binary(BinaryOperator.sub, left, right);

        public static Tensor operator -(Tensor left, int right) => WithNumber(NumberOperator.sub, left, right);

        public static Tensor operator -(Tensor left, long right) => WithNumber(NumberOperator.sub, left, right);

        public static Tensor operator -(Tensor left, float right) => WithNumber(NumberOperator.sub, left, right);

        public static Tensor operator -(Tensor left, double right) => WithNumber(NumberOperator.sub, left, right);

        public static Tensor operator -(Tensor left, Scalar right) => WithNumber(NumberOperator.sub, left, right);

        public static Tensor operator -(int left, Tensor right) => Subtract(left, right);

        public static Tensor operator -(long left, Tensor right) => Subtract(left, right);

        public static Tensor operator -(float left, Tensor right) => Subtract(left, right);

        public static Tensor operator -(double left, Tensor right) => Subtract(left, right);

        public static Tensor operator -(Scalar left, Tensor right) => Subtract(left, right);

        public static Tensor operator *(Tensor left, Tensor right) => Binary(BinaryOperator.mul, left, right);

        public static Tensor operator *(Tensor left, int right) => WithNumber(NumberOperator.mul, left, right);

        public static Tensor operator *(Tensor left, long right) => WithNumber(NumberOperator.mul, left, right);

        public static Tensor operator *(Tensor left, float right) => WithNumber(NumberOperator.mul, left, right);

        public static Tensor operator *(Tensor left, double right) => WithNumber(NumberOperator.mul, left, right);

        public static Tensor operator *(Tensor left, Scalar right) => WithNumber(NumberOperator.mul, left, right);

        public static Tensor operator *(int left, Tensor right) => WithNumber(NumberOperator.mul, right, left);

        public static Tensor operator *(long left, Tensor right) => WithNumber(NumberOperator.mul, right, left);

        public static Tensor operator *(float left, Tensor right) => WithNumber(NumberOperator.mul, right, left);

        public static Tensor operator *(double left, Tensor right) => WithNumber(NumberOperator.mul, right, left);

        public static Tensor operator *(Scalar left, Tensor right) => WithNumber(NumberOperator.mul, right, left);

        public static Tensor operator /(Tensor left, Tensor right) => Binary(BinaryOperator.div, left, right);

        public static Tensor operator /(Tensor left, int right) => WithNumber(NumberOperator.div, left, right);

        public static Tensor operator /(Tensor left, long right) => WithNumber(NumberOperator.div, left, right);

        public static Tensor operator /(Tensor left, float right) => WithNumber(NumberOperator.div, left, right);

        public static Tensor operator /(Tensor left, double right) => WithNumber(NumberOperator.div, left, right);

        public static Tensor operator /(Tensor left, Scalar right) => WithNumber(NumberOperator.div, left, right);

        public static Tensor operator /(int left, Tensor right) => Divide(left, right);

        public static Tensor operator /(long left, Tensor right) => Divide(left, right);

        public static Tensor operator /(float left, Tensor right) => Divide(left, right);

        public static Tensor operator /(double left, Tensor right) => Divide(left, right);

        public static Tensor operator /(Scalar left, Tensor right) => Divide(left, right);

        public static Tensor operator %(Tensor left, Tensor right) => Binary(BinaryOperator.remainder, left, right);

        public static Tensor operator %(Tensor left, int right) => WithNumber(NumberOperator.remainder, left, right);

        public static Tensor operator %(Tensor left, long right) => WithNumber(NumberOperator.remainder, left, right);

        public static Tensor operator %(Tensor left, float right) => WithNumber(NumberOperator.remainder, left, right);

        public static Tensor operator %(Tensor left, double right) => WithNumber(NumberOperator.remainder, left, right);

        public static Tensor operator %(Tensor left, Scalar right) => WithNumber(NumberOperator.remainder, left, right);

        public static Tensor operator -(Tensor tensor) => Unary(UnaryOperator.neg, tensor);

        public static Tensor operator ~(Tensor left) => Unary(UnaryOperator.bitwise_not, left);

        public static Tensor operator &(Tensor left, Tensor right) => Binary(BinaryOperator.bitwise_and, left, right);

        public static Tensor operator |(Tensor left, Tensor right) => Binary(BinaryOperator.bitwise_or, left, right);

        public static Tensor operator ^(Tensor left, Tensor right) => Binary(BinaryOperator.bitwise_xor, left, right);

        public static Tensor operator <(Tensor left, Tensor right) => Binary(BinaryOperator.lt, left, right);

        public static Tensor operator <(Tensor left, Scalar right) => WithNumber(NumberOperator.lt, left, right);

        public static Tensor operator <(Scalar left, Tensor right) => WithNumber(NumberOperator.gt, right, left);

        public static Tensor operator <=(Tensor left, Tensor right) => Binary(BinaryOperator.le, left, right);

        public static Tensor operator <=(Tensor left, Scalar right) => WithNumber(NumberOperator.le, left, right);

        public static Tensor operator <=(Scalar left, Tensor right) => WithNumber(NumberOperator.ge, right, left);

        public static Tensor operator >(Tensor left, Tensor right) => Binary(BinaryOperator.gt, left, right);

        public static Tensor operator >(Tensor left, Scalar right) => WithNumber(NumberOperator.gt, left, right);

        public static Tensor operator >(Scalar left, Tensor right) => WithNumber(NumberOperator.lt, right, left);

        public static Tensor operator >=(Tensor left, Tensor right) => Binary(BinaryOperator.ge, left, right);

        public static Tensor operator >=(Tensor left, Scalar right) => WithNumber(NumberOperator.ge, left, right);

        public static Tensor operator >=(Scalar left, Tensor right) => WithNumber(NumberOperator.le, right, left);

        private static Tensor Subtract(Number left, Tensor right)
        {
            if (!left.IsBoolean && right.dtype != ScalarType.Byte) return WithNumber(NumberOperator.rsub, right, left);
            // The real package turns the sign first. It shows where the element type has none, and with truth values, from which libtorch refuses to subtract.
            using var negative = -right;
            return WithNumber(NumberOperator.add, negative, left);
        }

        private static Tensor Divide(Number left, Tensor right)
        {
            using var inverse = Unary(UnaryOperator.reciprocal, right);
            return WithNumber(NumberOperator.mul, inverse, left);
        }
    }
}
