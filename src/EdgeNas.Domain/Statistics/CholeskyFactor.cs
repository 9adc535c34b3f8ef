namespace EdgeNas.Domain.Statistics;

/// <summary>Lower triangle L of a symmetric positive definite matrix A = L·Lᵀ; solves A·x = b. Textbook row order, O(n³) once and O(n²) per solution.</summary>
public sealed class CholeskyFactor
{
    private readonly double[,] _lower;
    private readonly int _size;

    /// <param name="matrix">Only its lower triangle is read; it is not changed.</param>
    /// <exception cref="EdgeNasException">The matrix is not positive definite.</exception>
    public CholeskyFactor(double[,] matrix)
    {
        _size = matrix.GetLength(0);
        _lower = new double[_size, _size];
        for (int row = 0; row < _size; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double rest = matrix[row, column];
                for (int k = 0; k < column; k++) rest -= _lower[row, k] * _lower[column, k];
                if (column < row)
                {
                    _lower[row, column] = rest / _lower[column, column];
                }
                else if (rest > 0)
                {
                    _lower[row, row] = Math.Sqrt(rest);
                }
                else
                {
                    throw new EdgeNasException(
                        $"A matrix of size {_size} is not positive definite (pivot {row} is {rest:g3}): the samples hold too little or not-a-number; add samples or a larger ridge.");
                }
            }
        }
    }

    /// <summary>The x with A·x = <paramref name="right"/>.</summary>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        double[] x = Forward(right);
        for (int row = _size - 1; row >= 0; row--)
        {
            for (int k = row + 1; k < _size; k++) x[row] -= _lower[k, row] * x[k];
            x[row] /= _lower[row, row];
        }

        return x;
    }

    /// <summary>vᵀ·A⁻¹·v, without forming the inverse.</summary>
    public double InverseQuadratic(ReadOnlySpan<double> v)
    {
        double sum = 0;
        foreach (double value in Forward(v)) sum += value * value;
        return sum;
    }

    private double[] Forward(ReadOnlySpan<double> right)
    {
        double[] x = right.ToArray();
        for (int row = 0; row < _size; row++)
        {
            for (int k = 0; k < row; k++) x[row] -= _lower[row, k] * x[k];
            x[row] /= _lower[row, row];
        }

        return x;
    }
}
