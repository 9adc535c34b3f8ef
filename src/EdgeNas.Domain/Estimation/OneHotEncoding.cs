using System.Collections.Immutable;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Estimation;

/// <summary>
/// An architecture as numbers: for each digit of its code as many numbers as the digit has values, 1 at the chosen one and 0 elsewhere.
/// </summary>
public sealed class OneHotEncoding
{
    private readonly ImmutableArray<int> _offsets;

    /// <param name="alphabets">Number of values of each digit of a code, 1 to 36.</param>
    public OneHotEncoding(ImmutableArray<int> alphabets)
    {
        Alphabets = alphabets;
        var offsets = ImmutableArray.CreateBuilder<int>(alphabets.Length);
        foreach (int size in alphabets)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(alphabets));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 36, nameof(alphabets));
            offsets.Add(Width);
            Width += size;
        }

        _offsets = offsets.MoveToImmutable();
    }

    /// <summary>The encoding of a space's architectures: every choice of every searchable layer, dropped or not.</summary>
    public static OneHotEncoding Of(SearchSpace space) => new([.. space.Searchable.Select(layer => layer.Choices.Length)]);

    /// <summary>Number of values of each digit.</summary>
    public ImmutableArray<int> Alphabets { get; }

    /// <summary>Numbers per architecture.</summary>
    public int Width { get; }

    /// <summary>Where the 1 stands for <paramref name="value"/> of digit <paramref name="digit"/>.</summary>
    public int IndexOf(int digit, int value) => _offsets[digit] + value;

    /// <summary>Overwrites <paramref name="target"/> (<see cref="Width"/> numbers) with the encoding.</summary>
    /// <exception cref="EdgeNasException">The code has another number of digits, or a digit above its alphabet.</exception>
    public void Encode(Architecture architecture, Span<float> target)
    {
        target[..Width].Clear();
        RequireLength(architecture);
        for (int digit = 0; digit < Alphabets.Length; digit++) target[IndexOf(digit, Value(architecture, digit))] = 1;
    }

    /// <summary>Where the ones of the encoding stand, one per digit: the whole encoding in its sparse form.</summary>
    /// <exception cref="EdgeNasException">As for <see cref="Encode"/>.</exception>
    public void Indices(Architecture architecture, Span<int> target)
    {
        RequireLength(architecture);
        ReadOnlySpan<char> code = architecture.Code;
        ReadOnlySpan<int> alphabets = Alphabets.AsSpan(), offsets = _offsets.AsSpan();
        for (int digit = 0; digit < code.Length; digit++)
        {
            // Nearly all digits are of the first ten, and predictions are made by the million.
            int value = code[digit] - '0';
            target[digit] = offsets[digit] + ((uint)value < 10 && value < alphabets[digit] ? value : Value(architecture, digit));
        }
    }

    private int Value(Architecture architecture, int digit)
    {
        int value = architecture[digit];
        return value >= 0 && value < Alphabets[digit]
            ? value
            : throw new EdgeNasException(
                $"Architecture '{architecture}': digit {digit + 1} is '{architecture.Code[digit]}', but {Alphabets[digit]} choices are known there:"
                + " use an estimator that was fitted for this space.");
    }

    private void RequireLength(Architecture architecture)
    {
        if (architecture.Length != Alphabets.Length)
        {
            throw new EdgeNasException(
                $"Architecture '{architecture}' has {architecture.Length} digits, expected {Alphabets.Length}: use an estimator that was fitted for this space.");
        }
    }
}
