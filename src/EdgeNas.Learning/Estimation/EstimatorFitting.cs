using System.Collections.Immutable;
using EdgeNas.Domain;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.Estimation;

/// <summary>A fitted estimator and how well its kind predicts what it has not seen.</summary>
/// <param name="Estimator">Fitted to all samples, those held out for the report included.</param>
/// <param name="Report">Of the estimator and the baselines fitted without the held-out samples.</param>
public sealed record FittedEstimator(LatencyEstimator Estimator, EstimatorReport Report);

/// <summary>
/// Fits the latency estimator in four steps: hold samples out; choose the scale on a second split of the rest; judge estimator and baselines on the held-out
/// samples, which neither the fit nor the choice has seen; fit again to all samples, for use. The same data, spec and seed give the same weights.
/// </summary>
public static class EstimatorFitting
{
    /// <summary>Samples below which nothing can be held out and fitted.</summary>
    public const int LeastSamples = 4;

    /// <summary>Name of the estimator in its report.</summary>
    public const string ModelName = "estimator";

    /// <param name="stream">Name of the random stream, such as <c>estimator/0</c>.</param>
    /// <param name="step">Called at each epoch; what it returns is disposed at the epoch's end. For sharing the machine, and to cancel.</param>
    /// <param name="progress">Fraction done, 0..1.</param>
    /// <exception cref="EdgeNasException">Too few samples, a latency that is not above 0, a spec that can't be fitted, or a fit that diverged.</exception>
    public static FittedEstimator Fit(EstimatorData data, EstimatorSpec spec, long seed, string stream, Func<IDisposable> step, Action<double> progress)
    {
        Check(data, spec);
        var training = new EnsembleTraining(spec, step);
        SeedStream Stream(string purpose) => new(seed, $"{stream}/{purpose}");
        int fits = 0;
        LatencyEstimator Next(EstimatorData samples, LatencyScale scale, string purpose)
        {
            int fit = fits++;
            return training.Fit(samples, scale, Stream(purpose), fraction => progress((fit + fraction) / 4));
        }

        var (kept, heldOut) = data.Split(spec.HeldOut, Stream("held-out"));
        var (inner, judges) = kept.Split(spec.HeldOut, Stream("scale"));
        var scale = new[] { LatencyScale.Plain, LatencyScale.Logarithmic }
            .MinBy(scale => Score(ModelName, Prediction(Next(inner, scale, "scale/weights")), judges).Mape);

        var judged = Next(kept, scale, "judged");
        double spread = Spread(judged, heldOut);
        judged = judged.WithSpread(spread);
        var models = LatencyBaselines.Fit(kept).Prepend((ModelName, Prediction(judged)));
        var report = new EstimatorReport(
            kept.Samples.Length,
            [.. models.Select(model => Score(model.Item1, model.Item2, heldOut))],
            [.. heldOut.Samples.Select(sample => HeldOut(judged, sample))]);
        return new FittedEstimator(Next(data, scale, "fitted").WithSpread(spread), report);
    }

    private static Func<Architecture, double> Prediction(LatencyEstimator estimator) => architecture => estimator.Predict(architecture).Milliseconds;

    private static EstimatorScore Score(string model, Func<Architecture, double> predict, EstimatorData data) =>
        EstimatorMetrics.Score(model, data.Milliseconds, [.. data.Architectures.Select(predict)]);

    /// <summary>
    /// Root mean square of the relative errors over that of the relative deviations: members that saw the same samples agree more than they are right.
    /// Between 1 and 10, since few samples tell it badly.
    /// </summary>
    private static double Spread(LatencyEstimator estimator, EstimatorData data)
    {
        double errors = 0, deviations = 0;
        foreach (var sample in data.Samples)
        {
            var prediction = estimator.Predict(sample.Architecture);
            errors += Math.Pow((prediction.Milliseconds - sample.Milliseconds) / prediction.Milliseconds, 2);
            deviations += Math.Pow(prediction.Deviation / prediction.Milliseconds, 2);
        }

        return deviations > 0 ? Math.Clamp(Math.Sqrt(errors / deviations), 1, 10) : 1;
    }

    private static HeldOutPrediction HeldOut(LatencyEstimator estimator, LatencySample sample)
    {
        var prediction = estimator.Predict(sample.Architecture);
        return new HeldOutPrediction(sample.Architecture, sample.Milliseconds, prediction.Milliseconds, prediction.Deviation);
    }

    private static void Check(EstimatorData data, EstimatorSpec spec)
    {
        if (data.Samples.Length < LeastSamples)
        {
            throw new EdgeNasException(
                $"The latency estimator has {data.Samples.Length} measurements, but needs at least {LeastSamples}: raise measure.architectures.");
        }

        if (data.Samples.FirstOrDefault(sample => !(sample.Milliseconds > 0 && double.IsFinite(sample.Milliseconds))) is { } wrong)
        {
            throw new EdgeNasException($"Architecture {wrong.Architecture} is said to take {wrong.Milliseconds} ms, expected more than 0: measure it again.");
        }

        var problems = ImmutableArray.CreateBuilder<string>();
        if (spec.Hidden.IsDefaultOrEmpty || spec.Hidden.Any(width => width < 1)) problems.Add("estimator.hidden needs at least one width of at least 1");
        if (spec.Ensemble < 1) problems.Add($"estimator.ensemble = {spec.Ensemble}, expected at least 1");
        if (spec.Epochs < 1) problems.Add($"estimator.epochs = {spec.Epochs}, expected at least 1");
        if (!(spec.LearningRate > 0)) problems.Add($"estimator.learning-rate = {spec.LearningRate}, expected more than 0");
        if (!(spec.HeldOut is > 0 and < 1)) problems.Add($"estimator.held-out = {spec.HeldOut}, expected a share between 0 and 1");
        if (problems.Count > 0) throw new EdgeNasException($"The latency estimator can't be fitted: {string.Join("; ", problems)}.");
    }
}
