using System.Collections.Immutable;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.LatencyModels.Encoding;

/// <summary>Architectures with their digits <c>[count, digits]</c> and features <c>[count, width]</c>, row-major.</summary>
public sealed class EncodedSet
{
    private EncodedSet(IArchitectureEncoder encoder, ImmutableArray<Architecture> architectures, int[] digits, double[] features) =>
        (Encoder, Architectures, AllDigits, AllFeatures, Width) = (encoder, architectures, digits, features, encoder.Width());

    public IArchitectureEncoder Encoder { get; }

    public ImmutableArray<Architecture> Architectures { get; }

    public int Count => Architectures.Length;

    public int Width { get; }

    internal int[] AllDigits { get; }

    internal double[] AllFeatures { get; }

    /// <exception cref="EdgeNas.Domain.EdgeNasException">A code has the wrong length or a digit that the encoder doesn't know.</exception>
    public static EncodedSet Of(IArchitectureEncoder encoder, ImmutableArray<Architecture> architectures)
    {
        int length = encoder.Alphabets.Length, width = encoder.Width();
        int[] digits = new int[architectures.Length * length];
        double[] features = new double[architectures.Length * width];
        for (int i = 0; i < architectures.Length; i++)
        {
            encoder.Digits(architectures[i]).CopyTo(digits, i * length);
            encoder.Encode(digits.AsSpan(i * length, length), features.AsSpan(i * width, width));
        }

        var set = new EncodedSet(encoder, architectures, digits, features);
        encoder.Complete(set);
        return set;
    }

    public ReadOnlySpan<int> Digits(int row) => AllDigits.AsSpan(row * Encoder.Alphabets.Length, Encoder.Alphabets.Length);

    public ReadOnlySpan<double> Features(int row) => AllFeatures.AsSpan(row * Width, Width);

    /// <summary><see cref="IArchitectureEncoder.Population"/> of a row.</summary>
    public int Population(int row) => Encoder.Population(Digits(row));

    /// <summary>Some of the rows, in the order given.</summary>
    public EncodedSet Rows(IReadOnlyList<int> rows)
    {
        int length = Encoder.Alphabets.Length;
        int[] digits = new int[rows.Count * length];
        double[] features = new double[rows.Count * Width];
        for (int i = 0; i < rows.Count; i++)
        {
            Digits(rows[i]).CopyTo(digits.AsSpan(i * length));
            Features(rows[i]).CopyTo(features.AsSpan(i * Width));
        }

        return new EncodedSet(Encoder, [.. rows.Select(row => Architectures[row])], digits, features);
    }
}
