namespace EdgeNas.Domain.Statistics;

/// <summary>Student's t distribution.</summary>
public static class StudentT
{
    /// <summary>
    /// Chance that a t-distributed number with <paramref name="degrees"/> degrees of freedom exceeds <paramref name="t"/>: by the regularised
    /// incomplete beta function (NIST Digital Library of Mathematical Functions, 8.17), exact to about 1e-12. Example: t = 2.228, 10 degrees → 0.025.
    /// </summary>
    public static double UpperTail(double t, int degrees)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        double tail = IncompleteBeta(degrees / (degrees + (t * t)), degrees / 2.0, 0.5) / 2;
        return t >= 0 ? tail : 1 - tail;
    }

    /// <summary>I_x(a, b) by its continued fraction (8.17.22), evaluated from the front by Lentz's method.</summary>
    private static double IncompleteBeta(double x, double a, double b)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        double front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        // The fraction converges fast only on this side of the mean.
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - (front * Fraction(1 - x, b, a) / b);
    }

    private static double Fraction(double x, double a, double b)
    {
        const double Tiny = 1e-300;
        double c = 1, d = 1 / NotZero(1 - ((a + b) * x / (a + 1))), result = d;
        for (int m = 1; m <= 1000; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            double factor = 1;
            foreach (double numerator in (ReadOnlySpan<double>)[even, odd])
            {
                d = 1 / NotZero(1 + (numerator * d));
                c = NotZero(1 + (numerator / c));
                factor = d * c;
                result *= factor;
            }

            if (Math.Abs(factor - 1) < 1e-15) break;
        }

        return result;

        static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
    }

    /// <summary>ln Γ(x) for x > 0: Stirling's series after shifting x above 10 (5.11.1), exact to about 1e-14.</summary>
    private static double LogGamma(double x)
    {
        double shift = 0;
        for (; x < 10; x++) shift += Math.Log(x);
        double inverse = 1 / x, square = inverse * inverse;
        double series = inverse * ((1 / 12.0) - (square * ((1 / 360.0) - (square * ((1 / 1260.0) - (square * ((1 / 1680.0) - (square / 1188))))))));
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - shift;
    }
}
