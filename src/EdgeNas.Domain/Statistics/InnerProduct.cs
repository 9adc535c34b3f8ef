using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EdgeNas.Domain.Statistics;

/// <summary>Sum of products, eight numbers at a time, in an order that is the same on every processor, so that the digits are the same anywhere.</summary>
public static class InnerProduct
{
    /// <param name="b">As long as <paramref name="a"/>.</param>
    public static double Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, a.Length);
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
