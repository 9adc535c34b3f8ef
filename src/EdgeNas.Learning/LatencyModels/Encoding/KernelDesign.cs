using System.Collections.Immutable;

namespace EdgeNas.Learning.LatencyModels.Encoding;

/// <summary>
/// A covariance of a Gaussian process, up to its numbers: a sum of terms, each <c>a·exp(−Σ w·d)</c> over the distances of its parts, and of linear kernels on groups.
/// </summary>
/// <param name="Terms">Each a list of parts: <see cref="Digits"/>, which has one distance per digit (0 where two architectures agree in it, else 1) and thus a relevance of its own for each,
/// or the name of a feature group, whose distance is the squared Euclidean one of the standardised features.</param>
/// <param name="Linear">Names of feature groups.</param>
public sealed record KernelDesign(string Name, ImmutableArray<ImmutableArray<string>> Terms, ImmutableArray<string> Linear)
{
    public const string Digits = "digits";

    /// <summary>The textbook's: squared exponential on the one-hot encoding.</summary>
    public static KernelDesign Plain { get; } = new("plain", [[ArchitectureEncoder.OneHot]], []);
}
