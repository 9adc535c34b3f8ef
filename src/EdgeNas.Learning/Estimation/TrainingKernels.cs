using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EdgeNas.Learning.Estimation;

/// <summary>
/// What a training step of a perceptron consists of, for matrices (row-major) whose widths are multiples of <see cref="Lanes"/>. As in <see cref="DenseKernels"/>, every
/// result adds up in the order of its terms, so the digits are the same on every processor.
/// </summary>
internal static class TrainingKernels
{
    /// <summary>Rows that <see cref="Multiply"/> computes together: each row of weights is loaded once for them.</summary>
    public const int Tile = 4;

    /// <summary>Exponential averages of AdamW, and what keeps its quotient finite.</summary>
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    /// <summary>Numbers in a vector.</summary>
    public static readonly int Lanes = Vector512<float>.Count;

    /// <summary>
    /// output[r] = start + the sum over k &lt; <paramref name="inner"/> of input[r · <paramref name="rowStep"/> + k · <paramref name="innerStep"/>] · weights[k].
    /// Output has a multiple of <see cref="Tile"/> rows.
    /// </summary>
    public static void Multiply(
        ReadOnlySpan<float> input, int rowStep, int innerStep, int inner, ReadOnlySpan<float> weights, ReadOnlySpan<float> start, Span<float> output)
    {
        int width = start.Length, rows = output.Length / width;
        if (width % Lanes != 0 || rows % Tile != 0 || weights.Length < inner * width || input.Length <= ((rows - 1) * rowStep) + ((inner - 1) * innerStep))
        {
            throw new ArgumentException($"{rows} rows of {width} numbers from {input.Length} inputs and {weights.Length} weights", nameof(output));
        }

        ref float values = ref MemoryMarshal.GetReference(input);
        ref float factors = ref MemoryMarshal.GetReference(weights);
        ref float from = ref MemoryMarshal.GetReference(start);
        ref float to = ref MemoryMarshal.GetReference(output);
        for (int row = 0; row < rows; row += Tile)
        {
            for (int at = 0; at < width; at += Lanes)
            {
                var a = Load(ref from, at);
                var (b, c, d) = (a, a, a);
                int value = row * rowStep, factor = at;
                for (int k = 0; k < inner; k++, value += innerStep, factor += width)
                {
                    var weight = Load(ref factors, factor);
                    a = Vector512.FusedMultiplyAdd(Same(ref values, value), weight, a);
                    b = Vector512.FusedMultiplyAdd(Same(ref values, value + rowStep), weight, b);
                    c = Vector512.FusedMultiplyAdd(Same(ref values, value + (2 * rowStep)), weight, c);
                    d = Vector512.FusedMultiplyAdd(Same(ref values, value + (3 * rowStep)), weight, d);
                }

                int target = (row * width) + at;
                a.StoreUnsafe(ref to, (nuint)target);
                b.StoreUnsafe(ref to, (nuint)(target + width));
                c.StoreUnsafe(ref to, (nuint)(target + (2 * width)));
                d.StoreUnsafe(ref to, (nuint)(target + (3 * width)));
            }
        }
    }

    /// <summary>sums = the sum of the matrix's rows, each as long as sums.</summary>
    public static void SumRows(ReadOnlySpan<float> matrix, Span<float> sums)
    {
        sums.Clear();
        for (int row = 0; row < matrix.Length; row += sums.Length) TensorPrimitives.Add(sums, matrix.Slice(row, sums.Length), sums);
    }

    /// <summary>table[place] += row, for each of the places.</summary>
    public static void AddToRows(Span<float> table, ReadOnlySpan<int> places, ReadOnlySpan<float> row)
    {
        foreach (int place in places)
        {
            var target = table.Slice(place * row.Length, row.Length);
            for (int at = 0; at < row.Length; at += Lanes) (Vector512.Create(target[at..]) + Vector512.Create(row[at..])).CopyTo(target[at..]);
        }
    }

    /// <summary>target[column, row] = source[row, column] for the first <paramref name="columns"/> of rows of <paramref name="width"/> numbers.</summary>
    public static void Transpose(ReadOnlySpan<float> source, int width, int columns, Span<float> target)
    {
        int rows = source.Length / width;
        for (int column = 0; column < columns; column++)
        {
            var line = target.Slice(column * rows, rows);
            for (int row = 0, at = column; row < line.Length; row++, at += width) line[row] = source[at];
        }
    }

    /// <summary>The gradients before ReLU from those behind it: 0 where its result is 0.</summary>
    public static void Rectify(Span<float> gradients, ReadOnlySpan<float> results)
    {
        for (int at = 0; at < gradients.Length; at += Lanes)
        {
            var passed = Vector512.GreaterThan(Vector512.Create(results[at..]), Vector512<float>.Zero);
            (Vector512.Create((ReadOnlySpan<float>)gradients[at..]) & passed).CopyTo(gradients[at..]);
        }
    }

    /// <summary>One update by AdamW (Loshchilov, Hutter, Decoupled Weight Decay Regularization, 2019).</summary>
    /// <param name="step">Counts from 1.</param>
    public static void AdamW(Span<float> values, ReadOnlySpan<float> gradients, Span<float> averages, Span<float> squares, int step, double rate, double weightDecay)
    {
        var (keep1, take1) = (Vector512.Create((float)Beta1), Vector512.Create((float)(1 - Beta1)));
        var (keep2, take2) = (Vector512.Create((float)Beta2), Vector512.Create((float)(1 - Beta2)));
        var keep = Vector512.Create((float)(1 - (rate * weightDecay)));
        var stride = Vector512.Create((float)(-rate / (1 - Math.Pow(Beta1, step))));
        var correction = Vector512.Create((float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, step))));
        var epsilon = Vector512.Create((float)Epsilon);
        for (int at = 0; at < values.Length; at += Lanes)
        {
            var gradient = Vector512.Create(gradients[at..]);
            var average = Vector512.FusedMultiplyAdd(take1, gradient, keep1 * Vector512.Create((ReadOnlySpan<float>)averages[at..]));
            var square = Vector512.FusedMultiplyAdd(take2 * gradient, gradient, keep2 * Vector512.Create((ReadOnlySpan<float>)squares[at..]));
            var quotient = average / Vector512.FusedMultiplyAdd(Vector512.Sqrt(square), correction, epsilon);
            average.CopyTo(averages[at..]);
            square.CopyTo(squares[at..]);
            Vector512.FusedMultiplyAdd(stride, quotient, keep * Vector512.Create((ReadOnlySpan<float>)values[at..])).CopyTo(values[at..]);
        }
    }

    private static Vector512<float> Load(ref float start, int at) => Vector512.LoadUnsafe(ref start, (nuint)at);

    private static Vector512<float> Same(ref float start, int at) => Vector512.Create(Unsafe.Add(ref start, at));
}
