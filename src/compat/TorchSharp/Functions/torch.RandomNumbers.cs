namespace TorchSharp;

// Single random numbers.
public static partial class torch
{
    /// <summary>From 0 to below <paramref name="high"/>.</summary>
    public static int randint_int(int high, Generator? generator = null) => randint_int(0, high, generator);

    public static int randint_int(int low, int high, Generator? generator = null) => (int)randint_long(low, high, generator);

    public static long randint_long(long high, Generator? generator = null) => randint_long(0, high, generator);

    public static long randint_long(long low, long high, Generator? generator = null)
    {
        using var drawn = randint(low, high, [1], ScalarType.Int64, CPU, generator: generator).DetachFromDisposeScope();
        return drawn.item<long>();
    }

    public static bool randint_bool(Generator? generator = null) => randint_long(2, generator) == 1;

    /// <summary>From 0 to below 1.</summary>
    public static double rand_float(Generator? generator = null)
    {
        using var drawn = Rand([1], ScalarType.Float64, CPU, false, generator, null).DetachFromDisposeScope();
        return drawn.item<double>();
    }

    /// <summary>From the normal distribution.</summary>
    public static double randn_float(Generator? generator = null)
    {
        using var drawn = Randn([1], ScalarType.Float64, CPU, false, generator, null).DetachFromDisposeScope();
        return drawn.item<double>();
    }
}
