namespace EdgeNas.Domain.Regularization;

/// <summary>
/// What is known of one choice of one layer: its effect on accuracy and latency against the mean of the layer's active choices, and the choice that
/// dominates it, if any does with the confidence that was asked for.
/// </summary>
/// <param name="Layer">Index of the searchable layer.</param>
/// <param name="Choice">Index of the choice within the layer.</param>
/// <param name="AccuracyEffect">Share (0.01 is one point of accuracy).</param>
/// <param name="AccuracyError">Standard error of that effect.</param>
/// <param name="LatencyEffectMilliseconds">By the estimator.</param>
/// <param name="DominatedBy">Index of a choice that is no slower and more accurate with confidence, or null.</param>
/// <param name="Confidence">One-sided confidence that <paramref name="DominatedBy"/> is more accurate; 0 where there is none.</param>
/// <param name="Dropped">Whether it left the search.</param>
public sealed record ChoiceEvidence(
    int Layer, int Choice, double AccuracyEffect, double AccuracyError, double LatencyEffectMilliseconds, int? DominatedBy, double Confidence, bool Dropped);
