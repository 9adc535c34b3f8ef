namespace EdgeNas.Domain.Statistics;

/// <summary>
/// Lower triangle L of a symmetric positive definite matrix A = L·Lᵀ, both stored as <see cref="LowerTriangle"/>; solves A·x = b. Textbook row order, O(n³) once and O(n²) per solution: inner products run along
/// rows, and thus along memory.
/// </summary>
public sealed class CholeskyFactor
{
    private readonly double[] _lower;

    /// <param name="matrix">As <see cref="LowerTriangle"/>; it is not changed.</param>
    /// <exception cref="EdgeNasException">The matrix is not positive definite.</exception>
    public CholeskyFactor(double[] matrix, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(matrix.Length, LowerTriangle.Start(size), nameof(matrix));
        (Size, _lower) = (size, (double[])matrix.Clone());
        for (int i = 0; i < size; i++)
        {
            var row = _lower.AsSpan(LowerTriangle.Start(i), i + 1);
            for (int j = 0; j < i; j++)
            {
                var other = _lower.AsSpan(LowerTriangle.Start(j), j + 1);
                row[j] = (row[j] - InnerProduct.Of(row[..j], other[..j])) / other[j];
            }

            double rest = row[i] - InnerProduct.Of(row[..i], row[..i]);
            if (!(rest > 0))
            {
                throw new EdgeNasException(
                    $"A matrix of size {size} is not positive definite (pivot {i} is {rest:g3}): the samples hold too little or not-a-number; add samples or a larger ridge.");
            }

            row[i] = Math.Sqrt(rest);
        }
    }

    public int Size { get; }

    public double LogDeterminant => 2 * Enumerable.Range(0, Size).Sum(i => Math.Log(_lower[LowerTriangle.Start(i) + i]));

    /// <summary>The x with A·x = <paramref name="right"/>.</summary>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        double[] x = Forward(right);
        for (int i = Size - 1; i >= 0; i--)
        {
            var row = _lower.AsSpan(LowerTriangle.Start(i), i + 1);
            x[i] /= row[i];
            for (int k = 0; k < i; k++) x[k] -= row[k] * x[i];
        }

        return x;
    }

    /// <summary>vᵀ·A⁻¹·v, without forming the inverse.</summary>
    public double InverseQuadratic(ReadOnlySpan<double> v)
    {
        double[] solved = Forward(v);
        return InnerProduct.Of(solved, solved);
    }

    /// <summary>L⁻¹·b: inner products of such vectors are those that A⁻¹ defines.</summary>
    public double[] Forward(ReadOnlySpan<double> right)
    {
        double[] x = right.ToArray();
        for (int i = 0; i < Size; i++)
        {
            var row = _lower.AsSpan(LowerTriangle.Start(i), i + 1);
            x[i] = (x[i] - InnerProduct.Of(row[..i], x.AsSpan(0, i))) / row[i];
        }

        return x;
    }

    /// <summary>A⁻¹, as <see cref="LowerTriangle"/>.</summary>
    public double[] Inverse()
    {
        double[][] columns = new double[Size][];
        for (int j = 0; j < Size; j++)
        {
            // Column j of L⁻¹ from the diagonal down.
            double[] column = new double[Size - j];
            column[0] = 1 / _lower[LowerTriangle.Start(j) + j];
            for (int i = j + 1; i < Size; i++)
            {
                var row = _lower.AsSpan(LowerTriangle.Start(i), i + 1);
                column[i - j] = -InnerProduct.Of(row[j..i], column.AsSpan(0, i - j)) / row[i];
            }

            columns[j] = column;
        }

        double[] inverse = new double[_lower.Length];
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j <= i; j++) inverse[LowerTriangle.Start(i) + j] = InnerProduct.Of(columns[i], columns[j].AsSpan(i - j));
        }

        return inverse;
    }
}
