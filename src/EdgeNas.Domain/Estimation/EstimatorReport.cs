using System.Collections.Immutable;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Estimation;

/// <summary>A measured architecture, as the estimator sees it.</summary>
public sealed record LatencySample(Architecture Architecture, double Milliseconds);

/// <summary>How well one model predicts held-out latencies. Correlations in −1..1, errors as shares (0.02 is 2 %), the root mean square error in milliseconds.</summary>
public sealed record EstimatorScore(
    string Model, double Spearman, double Kendall, double RmseMilliseconds, double Mape, double Within5Percent, double Within10Percent);

/// <summary>One held-out architecture: measured, predicted, and the ensemble's standard deviation, in milliseconds.</summary>
public sealed record HeldOutPrediction(Architecture Architecture, double MeasuredMilliseconds, double PredictedMilliseconds, double DeviationMilliseconds);

/// <summary>The estimator and its baselines on the same held-out architectures; <see cref="Scores"/> begins with the estimator's.</summary>
public sealed record EstimatorReport(int TrainingSamples, ImmutableArray<EstimatorScore> Scores, ImmutableArray<HeldOutPrediction> HeldOut)
{
    public EstimatorScore Estimator => Scores[0];
}
