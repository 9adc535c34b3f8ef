using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EdgeNas.Learning.Estimation;

/// <summary>
/// The two sums that prediction consists of, with their results kept in registers. Every product is fused with its addition and every result adds up in the order of its terms, so the digits are the same
/// on every processor.
/// </summary>
internal static class DenseKernels
{
    internal static readonly int Lanes = Vector512<float>.Count;

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

        for (; at + Lanes <= width; at += Lanes)
        {
            var sum = Load(ref from, at);
            foreach (int place in places) sum += Load(ref rows, (place * width) + at);
            sum.StoreUnsafe(ref to, (nuint)at);
        }

        for (; at < width; at++)
        {
            float sum = start[at];
            foreach (int place in places) sum += table[(place * width) + at];
            output[at] = sum;
        }
    }

    /// <summary>For each row: output = biases + input · weights, with input <c>[rows, input]</c>, weights <c>[input, output]</c> and output <c>[rows, output]</c>.</summary>
    public static void Dense(ReadOnlySpan<float> input, int rows, ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, Span<float> output)
    {
        int length = weights.Length / biases.Length, width = biases.Length, row = 0;
        // Four rows at a time, so that a weight that was loaded is used four times.
        for (; row + 4 <= rows; row += 4) DenseRows(input[(row * length)..], weights, biases, output[(row * width)..], length);
        for (; row < rows; row++) DenseRow(input.Slice(row * length, length), weights, biases, output.Slice(row * width, width));
    }

    private static void DenseRows(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, Span<float> output, int length)
    {
        int width = biases.Length, at = 0;
        ref float values = ref MemoryMarshal.GetReference(input);
        ref float all = ref MemoryMarshal.GetReference(weights);
        ref float bias = ref MemoryMarshal.GetReference(biases);
        ref float to = ref MemoryMarshal.GetReference(output);
        for (; at + (2 * Lanes) <= width; at += 2 * Lanes)
        {
            var (a, b) = (Load(ref bias, at), Load(ref bias, at + Lanes));
            var (c, d, e, f, g, h) = (a, b, a, b, a, b);
            for (int from = 0, row = at; from < length; from++, row += width)
            {
                var (left, right) = (Load(ref all, row), Load(ref all, row + Lanes));
                var value = Vector512.Create(Unsafe.Add(ref values, from));
                a = Vector512.FusedMultiplyAdd(value, left, a);
                b = Vector512.FusedMultiplyAdd(value, right, b);
                value = Vector512.Create(Unsafe.Add(ref values, from + length));
                c = Vector512.FusedMultiplyAdd(value, left, c);
                d = Vector512.FusedMultiplyAdd(value, right, d);
                value = Vector512.Create(Unsafe.Add(ref values, from + (2 * length)));
                e = Vector512.FusedMultiplyAdd(value, left, e);
                f = Vector512.FusedMultiplyAdd(value, right, f);
                value = Vector512.Create(Unsafe.Add(ref values, from + (3 * length)));
                g = Vector512.FusedMultiplyAdd(value, left, g);
                h = Vector512.FusedMultiplyAdd(value, right, h);
            }

            Store(a, b, ref to, at);
            Store(c, d, ref to, at + width);
            Store(e, f, ref to, at + (2 * width));
            Store(g, h, ref to, at + (3 * width));
        }

        for (; at < width; at++)
        {
            for (int row = 0; row < 4; row++) output[(row * width) + at] = Column(input.Slice(row * length, length), weights, biases[at], at, width);
        }
    }

    private static void DenseRow(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, Span<float> output)
    {
        int width = biases.Length, at = 0;
        ref float all = ref MemoryMarshal.GetReference(weights);
        ref float bias = ref MemoryMarshal.GetReference(biases);
        ref float to = ref MemoryMarshal.GetReference(output);
        for (; at + (2 * Lanes) <= width; at += 2 * Lanes)
        {
            var (a, b) = (Load(ref bias, at), Load(ref bias, at + Lanes));
            for (int from = 0, row = at; from < input.Length; from++, row += width)
            {
                var value = Vector512.Create(input[from]);
                a = Vector512.FusedMultiplyAdd(value, Load(ref all, row), a);
                b = Vector512.FusedMultiplyAdd(value, Load(ref all, row + Lanes), b);
            }

            Store(a, b, ref to, at);
        }

        for (; at < width; at++) output[at] = Column(input, weights, biases[at], at, width);
    }

    /// <summary>One output, in four interleaved sums: the last layer's, whose weights are one column, side by side.</summary>
    private static float Column(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, float bias, int column, int width)
    {
        int from = 0;
        var sums = Vector128.CreateScalar(bias);
        if (width == 1)
        {
            ref float values = ref MemoryMarshal.GetReference(input);
            ref float all = ref MemoryMarshal.GetReference(weights);
            for (; from + 4 <= input.Length; from += 4)
            {
                sums = Vector128.FusedMultiplyAdd(Vector128.LoadUnsafe(ref values, (nuint)from), Vector128.LoadUnsafe(ref all, (nuint)from), sums);
            }
        }

        var (a, b, c, d) = (sums[0], sums[1], sums[2], sums[3]);
        for (; from + 4 <= input.Length; from += 4)
        {
            a = MathF.FusedMultiplyAdd(input[from], weights[(from * width) + column], a);
            b = MathF.FusedMultiplyAdd(input[from + 1], weights[((from + 1) * width) + column], b);
            c = MathF.FusedMultiplyAdd(input[from + 2], weights[((from + 2) * width) + column], c);
            d = MathF.FusedMultiplyAdd(input[from + 3], weights[((from + 3) * width) + column], d);
        }

        for (; from < input.Length; from++) a = MathF.FusedMultiplyAdd(input[from], weights[(from * width) + column], a);
        return (a + b) + (c + d);
    }

    private static void Store(Vector512<float> left, Vector512<float> right, ref float to, int at)
    {
        left.StoreUnsafe(ref to, (nuint)at);
        right.StoreUnsafe(ref to, (nuint)(at + Lanes));
    }

    private static Vector512<float> Load(ref float start, int at) => Vector512.LoadUnsafe(ref start, (nuint)at);
}
