using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Exploration;

/// <summary>An architecture with its predicted latency in milliseconds.</summary>
public sealed record Candidate(Architecture Architecture, double PredictedMilliseconds);

/// <summary>A candidate with its inherited accuracy: that of its path in the supernet on validation images, 0..1.</summary>
public sealed record ScoredCandidate(Architecture Architecture, double PredictedMilliseconds, double Accuracy);
