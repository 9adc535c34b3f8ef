using System.Collections.Immutable;
using EdgeNas.Domain;
using EdgeNas.Domain.Sampling;
using EdgeNas.Learning.LatencyModels.Encoding;

namespace EdgeNas.Learning.LatencyModels;

/// <summary>A predicted latency with the interval that nine of ten measurements fall into, in milliseconds.</summary>
public readonly record struct IntervalPrediction(double Milliseconds, double Low, double High);

/// <summary>A fitted model, how well its kind predicts what it has not seen, and from that the width of its intervals.</summary>
public sealed class CalibratedModel
{
    /// <summary>Below this nothing can be left out and fitted.</summary>
    public const int LeastSamples = 8;

    private const int Folds = 5;

    private CalibratedModel(ILatencyModel kind, IFittedLatencyModel model, TrainingSet data, (double[], double[]) leftOut, double score, Calibration calibration) =>
        (Kind, Model, Data, LeftOut, Score, Calibration) = (kind, model, data, leftOut, score, calibration);

    public ILatencyModel Kind { get; }

    public TrainingSet Data { get; }

    /// <summary><see cref="ModelScore"/> of predictions of samples that were left out.</summary>
    public double Score { get; }

    internal IFittedLatencyModel Model { get; }

    /// <summary>Predictions of the samples by models that did not see them; empty for a restored model.</summary>
    internal (double[] Milliseconds, double[] Deviations) LeftOut { get; }

    internal Calibration Calibration { get; }

    /// <param name="random">Streams by purpose.</param>
    /// <exception cref="EdgeNasException">Too few samples, or they can't be fitted.</exception>
    public static CalibratedModel Fit(ILatencyModel kind, TrainingSet data, Func<string, SeedStream> random)
    {
        if (data.Set.Count < LeastSamples) throw new EdgeNasException($"A latency model has {data.Set.Count} measured architectures, but needs at least {LeastSamples}: give a table with more, or a larger --train.");
        var model = kind.Fit(data, random($"{kind.Name}/fit"));
        var (milliseconds, deviations) = model.LeaveOneOut ?? Folded(kind, data, random);
        return new CalibratedModel(kind, model, data, (milliseconds, deviations), ModelScore.Of(data.Milliseconds.AsSpan(), milliseconds), Calibration.Of(data.Milliseconds, milliseconds, deviations));
    }

    /// <summary>Of several kinds the one that predicts best what it has not seen, first; then the others.</summary>
    public static ImmutableArray<CalibratedModel> FitAll(IEnumerable<ILatencyModel> kinds, TrainingSet data, Func<string, SeedStream> random) =>
        [.. kinds.Select(kind => Fit(kind, data, random)).OrderBy(model => model.Score)];

    internal static CalibratedModel Restore(ILatencyModel kind, IFittedLatencyModel model, TrainingSet data, double score, Calibration calibration) => new(kind, model, data, ([], []), score, calibration);

    public ImmutableArray<IntervalPrediction> Predict(EncodedSet set)
    {
        double[] milliseconds = new double[set.Count], deviations = new double[set.Count];
        Model.Predict(set, milliseconds, deviations);
        return [.. milliseconds.Zip(deviations.Select(Calibration.HalfWidth), (ms, half) => new IntervalPrediction(ms, Math.Max(0, ms - half), ms + half))];
    }

    private static (double[] Milliseconds, double[] Deviations) Folded(ILatencyModel kind, TrainingSet data, Func<string, SeedStream> random)
    {
        int[] rows = [.. Enumerable.Range(0, data.Set.Count)];
        random("folds").Shuffle(rows.AsSpan());
        double[] milliseconds = new double[rows.Length], deviations = new double[rows.Length];
        for (int fold = 0; fold < Folds; fold++)
        {
            int[] left = [.. rows.Where((_, i) => i % Folds == fold)], kept = [.. rows.Where((_, i) => i % Folds != fold)];
            double[] foldMilliseconds = new double[left.Length], foldDeviations = new double[left.Length];
            kind.Fit(data.Rows(kept), random($"{kind.Name}/fold/{fold}")).Predict(data.Set.Rows(left), foldMilliseconds, foldDeviations);
            for (int i = 0; i < left.Length; i++) (milliseconds[left[i]], deviations[left[i]]) = (foldMilliseconds[i], foldDeviations[i]);
        }

        return (milliseconds, deviations);
    }
}
