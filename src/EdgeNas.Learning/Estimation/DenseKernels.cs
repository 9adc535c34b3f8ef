using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EdgeNas.Learning.Estimation;

/// <summary>
/// The two sums that prediction consists of, with their results kept in registers. Every product is fused with its addition and every result adds up in the order of its terms, so the digits are the same
/// on every processor.
/// </summary>
internal static class DenseKernels
{
    private static readonly int Lanes = Vector512<float>.Count;

    /// <summary>output = start + the rows of <paramref name="table"/> (each as long as start) at <paramref name="places"/>.</summary>
    public static void AddRows(ReadOnlySpan<float> start, ReadOnlySpan<float> table, ReadOnlySpan<int> places, Span<float> output)
    {
        int width = start.Length, at = 0;
        ref float rows = ref MemoryMarshal.GetReference(table);
        ref float from = ref MemoryMarshal.GetReference(start);
        ref float to = ref MemoryMarshal.GetReference(output);
        for (; at + (4 * Lanes) <= width; at += 4 * Lanes)
        {
            var (a, b, c, d) = (Load(ref from, at), Load(ref from, at + Lanes), Load(ref from, at + (2 * Lanes)), Load(ref from, at + (3 * Lanes)));
            foreach (int place in places)
            {
                int row = (place * width) + at;
                a += Load(ref rows, row);
                b += Load(ref rows, row + Lanes);
                c += Load(ref rows, row + (2 * Lanes));
                d += Load(ref rows, row + (3 * Lanes));
            }

            a.StoreUnsafe(ref to, (nuint)at);
            b.StoreUnsafe(ref to, (nuint)(at + Lanes));
            c.StoreUnsafe(ref to, (nuint)(at + (2 * Lanes)));
            d.StoreUnsafe(ref to, (nuint)(at + (3 * Lanes)));
        }

        for (; at < width; at++)
        {
            float sum = start[at];
            foreach (int place in places) sum += table[(place * width) + at];
            output[at] = sum;
        }
    }

    /// <summary>output = biases + max(0, input) · weights, with weights <c>[input, output]</c>.</summary>
    public static void Dense(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, Span<float> output)
    {
        int width = biases.Length, at = 0;
        ref float rows = ref MemoryMarshal.GetReference(weights);
        ref float bias = ref MemoryMarshal.GetReference(biases);
        ref float to = ref MemoryMarshal.GetReference(output);
        for (; at + (4 * Lanes) <= width; at += 4 * Lanes)
        {
            var (a, b, c, d) = (Load(ref bias, at), Load(ref bias, at + Lanes), Load(ref bias, at + (2 * Lanes)), Load(ref bias, at + (3 * Lanes)));
            for (int from = 0, row = at; from < input.Length; from++, row += width)
            {
                // ReLU leaves about half of the values, but in no order that a processor could foresee: adding zeros is faster than asking.
                var value = Vector512.Create(Math.Max(0, input[from]));
                a = Vector512.FusedMultiplyAdd(value, Load(ref rows, row), a);
                b = Vector512.FusedMultiplyAdd(value, Load(ref rows, row + Lanes), b);
                c = Vector512.FusedMultiplyAdd(value, Load(ref rows, row + (2 * Lanes)), c);
                d = Vector512.FusedMultiplyAdd(value, Load(ref rows, row + (3 * Lanes)), d);
            }

            a.StoreUnsafe(ref to, (nuint)at);
            b.StoreUnsafe(ref to, (nuint)(at + Lanes));
            c.StoreUnsafe(ref to, (nuint)(at + (2 * Lanes)));
            d.StoreUnsafe(ref to, (nuint)(at + (3 * Lanes)));
        }

        for (; at < width; at++) output[at] = Column(input, weights, biases[at], at, width);
    }

    /// <summary>One output; for the last layer, whose weights are one column, in four interleaved sums.</summary>
    private static float Column(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, float bias, int column, int width)
    {
        float a = bias, b = 0, c = 0, d = 0;
        int from = 0;
        for (; from + 4 <= input.Length; from += 4)
        {
            a = MathF.FusedMultiplyAdd(Math.Max(0, input[from]), weights[(from * width) + column], a);
            b = MathF.FusedMultiplyAdd(Math.Max(0, input[from + 1]), weights[((from + 1) * width) + column], b);
            c = MathF.FusedMultiplyAdd(Math.Max(0, input[from + 2]), weights[((from + 2) * width) + column], c);
            d = MathF.FusedMultiplyAdd(Math.Max(0, input[from + 3]), weights[((from + 3) * width) + column], d);
        }

        for (; from < input.Length; from++) a = MathF.FusedMultiplyAdd(Math.Max(0, input[from]), weights[(from * width) + column], a);
        return (a + b) + (c + d);
    }

    private static Vector512<float> Load(ref float start, int at) => Vector512.LoadUnsafe(ref start, (nuint)at);
}
