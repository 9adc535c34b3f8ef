using System.Collections.Immutable;
using EdgeNas.Domain;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.LatencyModels.Encoding;

/// <summary>Features that belong together, by name: <paramref name="Count"/> numbers from place <paramref name="Start"/>.</summary>
public sealed record FeatureGroup(string Name, int Start, int Count);

/// <summary>Turns an architecture into numbers that latency models learn from, and names the kernels that suit them. Without state; thread-safe.</summary>
public interface IArchitectureEncoder
{
    /// <summary>As the command line names it, such as <c>nb201</c>.</summary>
    string Name { get; }

    /// <summary>Number of values of each digit of a code.</summary>
    ImmutableArray<int> Alphabets { get; }

    /// <summary>All features in order, without gaps. The first group is <c>one-hot</c>.</summary>
    ImmutableArray<FeatureGroup> Groups { get; }

    /// <summary>Kernels of Gaussian processes that may suit; which does is found by cross-validation.</summary>
    ImmutableArray<KernelDesign> Kernels { get; }

    /// <param name="digits">The architecture's choices, checked against <see cref="Alphabets"/>.</param>
    /// <param name="features">One number per feature, all of them overwritten.</param>
    void Encode(ReadOnlySpan<int> digits, Span<double> features);

    /// <summary>Which kind of architecture it is: those of different kinds are so unlike one another that nothing is learned about one from the other. 0 for most.</summary>
    int Population(ReadOnlySpan<int> digits) => 0;

    /// <summary>Fills in features that are cheaper to compute for many architectures at once.</summary>
    void Complete(EncodedSet set)
    {
    }
}

/// <summary>What encoders share.</summary>
public static class ArchitectureEncoder
{
    public const string OneHot = "one-hot";

    public static int Width(this IArchitectureEncoder encoder) => encoder.Groups.Sum(group => group.Count);

    public static FeatureGroup Group(this IArchitectureEncoder encoder, string name) => encoder.Groups.Single(group => group.Name == name);

    /// <summary>The architecture's digits, checked.</summary>
    /// <exception cref="EdgeNasException">Wrong length or digit; the message says which.</exception>
    public static int[] Digits(this IArchitectureEncoder encoder, Architecture architecture)
    {
        if (architecture.Length != encoder.Alphabets.Length)
        {
            throw new EdgeNasException($"Architecture '{architecture}' has {architecture.Length} digits, but encoder {encoder.Name} expects {encoder.Alphabets.Length}: give the column that holds such codes, or another encoder.");
        }

        int[] digits = new int[architecture.Length];
        for (int i = 0; i < digits.Length; i++)
        {
            digits[i] = architecture[i];
            if (digits[i] >= 0 && digits[i] < encoder.Alphabets[i]) continue;
            throw new EdgeNasException($"Architecture '{architecture}': digit {i + 1} is '{architecture.Code[i]}', but encoder {encoder.Name} knows {encoder.Alphabets[i]} choices there, from 0: check the table, or give another encoder.");
        }

        return digits;
    }

    /// <summary>Writes the one-hot encoding and returns what is left of <paramref name="features"/>.</summary>
    internal static Span<double> WriteOneHot(scoped ReadOnlySpan<int> digits, ImmutableArray<int> alphabets, Span<double> features)
    {
        features.Clear();
        for (int i = 0; i < digits.Length; i++)
        {
            features[digits[i]] = 1;
            features = features[alphabets[i]..];
        }

        return features;
    }
}
