namespace EdgeNas.Domain.Statistics;

/// <summary>Where the numbers of a symmetric matrix lie whose lower triangle is stored row after row in one array.</summary>
public static class LowerTriangle
{
    /// <summary>Where row <paramref name="row"/> begins; for the number of rows: how many numbers there are.</summary>
    public static int Start(int row) => row * (row + 1) / 2;

    /// <summary>Where the number at (row, column) lies, column ≤ row.</summary>
    public static int At(int row, int column) => Start(row) + column;
}
