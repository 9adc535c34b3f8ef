using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using EdgeNas.Domain;

namespace EdgeNas.Learning.LatencyModels.Gaussian;

/// <summary>
/// L of A = L·Lᵀ, with A and L as packed lower triangles (row i begins at i(i+1)/2). Every inner product runs along contiguous memory, eight numbers at a time, and in the same order
/// on every processor, so the digits are the same anywhere.
/// </summary>
internal sealed class PackedCholesky
{
    private readonly double[] _lower;

    /// <param name="matrix">Packed, not changed.</param>
    /// <exception cref="EdgeNasException">Not positive definite.</exception>
    public PackedCholesky(double[] matrix, int size)
    {
        (Size, _lower) = (size, (double[])matrix.Clone());
        for (int i = 0; i < size; i++)
        {
            var row = _lower.AsSpan(Start(i), i + 1);
            for (int j = 0; j < i; j++)
            {
                var other = _lower.AsSpan(Start(j), j + 1);
                row[j] = (row[j] - Dot(row[..j], other[..j])) / other[j];
            }

            double rest = row[i] - Dot(row[..i], row[..i]);
            if (!(rest > 0)) throw new EdgeNasException($"A covariance of {size} architectures is not positive definite (pivot {i} is {rest:g3}): the kernel has no noise left.");
            row[i] = Math.Sqrt(rest);
        }
    }

    public int Size { get; }

    public double LogDeterminant => 2 * Enumerable.Range(0, Size).Sum(i => Math.Log(_lower[Start(i) + i]));

    /// <summary>Where row <paramref name="i"/> of a packed lower triangle begins.</summary>
    public static int Start(int i) => i * (i + 1) / 2;

    /// <summary>A⁻¹·b.</summary>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        double[] x = Forward(right);
        for (int i = Size - 1; i >= 0; i--)
        {
            var row = _lower.AsSpan(Start(i), i + 1);
            x[i] /= row[i];
            for (int k = 0; k < i; k++) x[k] -= row[k] * x[i];
        }

        return x;
    }

    /// <summary>L⁻¹·b.</summary>
    public double[] Forward(ReadOnlySpan<double> right)
    {
        double[] x = right.ToArray();
        for (int i = 0; i < Size; i++)
        {
            var row = _lower.AsSpan(Start(i), i + 1);
            x[i] = (x[i] - Dot(row[..i], x.AsSpan(0, i))) / row[i];
        }

        return x;
    }

    /// <summary>A⁻¹ as a packed lower triangle.</summary>
    public double[] Inverse()
    {
        double[][] columns = new double[Size][];
        for (int j = 0; j < Size; j++)
        {
            // Column j of L⁻¹ from the diagonal down.
            double[] column = new double[Size - j];
            column[0] = 1 / _lower[Start(j) + j];
            for (int i = j + 1; i < Size; i++)
            {
                var row = _lower.AsSpan(Start(i), i + 1);
                column[i - j] = -Dot(row[j..i], column.AsSpan(0, i - j)) / row[i];
            }

            columns[j] = column;
        }

        double[] inverse = new double[_lower.Length];
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j <= i; j++) inverse[Start(i) + j] = Dot(columns[i], columns[j].AsSpan(i - j));
        }

        return inverse;
    }

    /// <summary>Inner product of two spans of one length.</summary>
    internal static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        int lanes = Vector512<double>.Count, i = 0;
        ref double x = ref MemoryMarshal.GetReference(a);
        ref double y = ref MemoryMarshal.GetReference(b);
        Vector512<double> first = default, second = default;
        for (; i + (2 * lanes) <= a.Length; i += 2 * lanes)
        {
            first = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x, (nuint)i), Vector512.LoadUnsafe(ref y, (nuint)i), first);
            second = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x, (nuint)(i + lanes)), Vector512.LoadUnsafe(ref y, (nuint)(i + lanes)), second);
        }

        var both = first + second;
        double sum = 0;
        for (int lane = 0; lane < lanes; lane++) sum += both[lane];
        for (; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
