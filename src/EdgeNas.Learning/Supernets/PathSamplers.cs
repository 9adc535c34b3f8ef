using System.Collections.Immutable;
using EdgeNas.Domain;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Estimation;

namespace EdgeNas.Learning.Supernets;

/// <summary>The path samplers by their names in a search's spec.</summary>
public static class PathSamplers
{
    private static readonly ImmutableArray<string> Known = ["uniform", "fair", SupernetSpec.Guided];

    /// <param name="guide">For <c>guided</c>: the limits to keep; null: none is known yet, so paths are uniform.</param>
    /// <param name="artifacts">Where the guide's estimators are.</param>
    /// <exception cref="EdgeNasException">No sampler has that name; the message lists the known ones.</exception>
    public static IPathSampler Named(string name, ActiveChoices active, PathGuide? guide, IArtifactStore artifacts) => name switch
    {
        "uniform" => new UniformPathSampler(active),
        "fair" => new FairPathSampler(active),
        SupernetSpec.Guided when guide is null => new UniformPathSampler(active),
        SupernetSpec.Guided => new GuidedPathSampler(active, [.. guide.Bounds.Select(bound => new PredictedBound(active, Estimator(bound.Estimator, artifacts), bound.LimitMilliseconds))]),
        _ => throw new EdgeNasException($"Path sampler '{name}' is not known: set supernet.sampler to one of {string.Join(", ", Known)}."),
    };

    private static LatencyEstimator Estimator(ArtifactId id, IArtifactStore artifacts) => EstimatorFile.Parse(artifacts.Get(id), $"Estimator {id}");
}
