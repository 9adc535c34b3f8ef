using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.Estimation;

/// <summary>Simple models of latency that the estimator is compared with, on the same samples.</summary>
internal static class LatencyBaselines
{
    /// <summary>Keeps a choice that no sample has from being undetermined, and hardly moves the others.</summary>
    private const double Ridge = 0.1;

    /// <summary>Each model's name with its fitted prediction in milliseconds.</summary>
    public static IEnumerable<(string Model, Func<Architecture, double> Predict)> Fit(EstimatorData data)
    {
        double mean = data.Samples.Average(sample => sample.Milliseconds);
        yield return ("mean", _ => mean);
        yield return ("multiply-adds", Line(data, mean));
        yield return ("per-layer sum", LayerSum(data, mean));
    }

    private static Func<Architecture, double> Line(EstimatorData data, double mean)
    {
        double[] costs = [.. data.Architectures.Select(data.MultiplyAdds)];
        double meanCost = costs.Average(), variance = 0, covariance = 0;
        for (int i = 0; i < costs.Length; i++)
        {
            variance += (costs[i] - meanCost) * (costs[i] - meanCost);
            covariance += (costs[i] - meanCost) * (data.Samples[i].Milliseconds - mean);
        }

        double slope = variance > 0 ? covariance / variance : 0;
        return architecture => mean + (slope * (data.MultiplyAdds(architecture) - meanCost));
    }

    private static Func<Architecture, double> LayerSum(EstimatorData data, double mean)
    {
        double[] targets = [.. data.Samples.Select(sample => sample.Milliseconds - mean)], counts = [.. data.Samples.Select(_ => 1.0)];
        double[] coefficients = RidgeRegression.Fit(data.Encoding, data.Architectures, targets, counts, Ridge);
        return architecture => mean + RidgeRegression.Predict(data.Encoding, coefficients, architecture);
    }
}
