namespace TorchSharp;

// Numbers and arrays stand for tensors, as in the real package; what they make is a new tensor, in the current scope if there is one.
public static partial class torch
{
    public partial class Tensor
    {
        public static implicit operator Tensor(bool value) => tensor(value);

        public static implicit operator Tensor(byte value) => tensor(value);

        public static implicit operator Tensor(sbyte value) => tensor(value);

        public static implicit operator Tensor(short value) => tensor(value);

        public static implicit operator Tensor(int value) => tensor(value);

        public static implicit operator Tensor(long value) => tensor(value);

        public static implicit operator Tensor(float value) => tensor(value);

        public static implicit operator Tensor(double value) => tensor(value);

        public static implicit operator Tensor(bool[] value) => tensor(value);

        public static implicit operator Tensor(byte[] value) => tensor(value);

        public static implicit operator Tensor(sbyte[] value) => tensor(value);

        public static implicit operator Tensor(short[] value) => tensor(value);

        public static implicit operator Tensor(int[] value) => tensor(value);

        public static implicit operator Tensor(long[] value) => tensor(value);

        public static implicit operator Tensor(float[] value) => tensor(value);

        public static implicit operator Tensor(double[] value) => tensor(value);

        /// <exception cref="InvalidOperationException">Always: a number that is a Scalar already does not become a tensor on its own.</exception>
        public static implicit operator Tensor(Scalar scalar) => throw new InvalidOperationException("a Scalar does not become a tensor; make one with torch.tensor");
    }
}
