namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Element by element, as <see cref="eq(Tensor)"/>; <c>is null</c> asks for the reference.</summary>
        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        public static Tensor operator ==(Tensor left, Scalar? right) => right is null ? tensor(false) : left.eq(right);

        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);

        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);

        /// <summary>Whether the other is a tensor of the same shape and equal numbers, whatever their types. NaN is equal to nothing.</summary>
        public override bool Equals(object? obj)
        {
            if (obj is not Tensor other || !shape.AsSpan().SequenceEqual(other.shape)) return false;
            using var each = eq(other);
            using var answer = each.all();
            return answer.item<bool>();
        }

        /// <summary>By the object, not by its numbers.</summary>
        public override int GetHashCode() => base.GetHashCode();
    }
}
