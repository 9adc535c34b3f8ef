using System.Runtime.Intrinsics;

namespace EdgeNas.Domain.Statistics;

/// <summary>
/// Lower triangle L of a symmetric positive definite matrix A = L·Lᵀ; solves A·x = b. Textbook row order, O(n³) once and O(n²) per solution. Inner products run along rows, eight numbers at a
/// time in an order that is the same on every processor.
/// </summary>
public sealed class CholeskyFactor
{
    private readonly double[][] _lower;

    /// <param name="matrix">Only its lower triangle is read; it is not changed.</param>
    /// <exception cref="EdgeNasException">The matrix is not positive definite.</exception>
    public CholeskyFactor(double[,] matrix)
    {
        int size = matrix.GetLength(0);
        _lower = new double[size][];
        for (int row = 0; row < size; row++)
        {
            double[] current = _lower[row] = new double[row + 1];
            for (int column = 0; column < row; column++)
            {
                current[column] = (matrix[row, column] - Dot(current.AsSpan(0, column), _lower[column].AsSpan(0, column))) / _lower[column][column];
            }

            double rest = matrix[row, row] - Dot(current.AsSpan(0, row), current.AsSpan(0, row));
            if (!(rest > 0))
            {
                throw new EdgeNasException(
                    $"A matrix of size {size} is not positive definite (pivot {row} is {rest:g3}): the samples hold too little or not-a-number; add samples or a larger ridge.");
            }

            current[row] = Math.Sqrt(rest);
        }
    }

    /// <summary>The x with A·x = <paramref name="right"/>.</summary>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        double[] x = Forward(right);
        for (int row = x.Length - 1; row >= 0; row--)
        {
            double[] lower = _lower[row];
            x[row] /= lower[row];
            for (int k = 0; k < row; k++) x[k] -= lower[k] * x[row];
        }

        return x;
    }

    /// <summary>vᵀ·A⁻¹·v, without forming the inverse.</summary>
    public double InverseQuadratic(ReadOnlySpan<double> v)
    {
        double[] solved = Forward(v);
        return Dot(solved, solved);
    }

    /// <summary>L⁻¹·b: inner products of such vectors are those that A⁻¹ defines.</summary>
    public double[] Forward(ReadOnlySpan<double> right)
    {
        double[] x = right.ToArray();
        for (int row = 0; row < x.Length; row++) x[row] = (x[row] - Dot(_lower[row].AsSpan(0, row), x.AsSpan(0, row))) / _lower[row][row];
        return x;
    }

    /// <summary>Inner product of two spans of one length.</summary>
    internal static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sums = Vector512<double>.Zero;
        int lanes = Vector512<double>.Count, i = 0;
        for (; i + lanes <= a.Length; i += lanes) sums = Vector512.FusedMultiplyAdd(Vector512.Create(a[i..]), Vector512.Create(b[i..]), sums);
        double sum = 0;
        for (int lane = 0; lane < lanes; lane++) sum += sums[lane];
        for (; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
