using System.Collections.Immutable;
using EdgeNas.Domain.Artifacts;

namespace EdgeNas.Domain.Jobs;

/// <summary>A latency estimator and the limit on its device, in milliseconds.</summary>
public sealed record LatencyBound(ArtifactId Estimator, double LimitMilliseconds);

/// <summary>What guided sampling of supernet paths keeps to: a path is of use where at least one bound holds, since then some device could take it.</summary>
public sealed record PathGuide(ImmutableArray<LatencyBound> Bounds);
