using System.Collections.Immutable;
using EdgeNas.Domain;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Sampling;
using EdgeNas.Learning.Estimation;
using EdgeNas.Learning.LatencyModels.Perceptrons;

namespace EdgeNas.Learning.LatencyModels;

/// <param name="Sizes">Measurements at which the estimator is judged, ascending; the first so many are drawn uniformly either way.</param>
/// <param name="Batch">Measurements that are chosen at once, before the estimator is fitted again.</param>
/// <param name="HeldOut">Rows drawn to judge by.</param>
/// <param name="Seeds">The draws: 0, 1, 2 …</param>
public sealed record SamplingPlan(ImmutableArray<int> Sizes, int Batch, int HeldOut, int Seeds);

/// <summary>The estimator's figures after so many measurements, means over the seeds.</summary>
public sealed record SamplingFigures(string Sampling, int Measurements, EstimatorScore Score);

/// <summary>
/// Whether it helps to choose what is measured next: a search's estimator on rows of a table that were drawn uniformly, and on rows that it chose as a search does, where its members disagree most; judged on
/// the same held-out rows.
/// </summary>
public static class SamplingComparison
{
    public const string Uniform = "uniform";
    public const string Active = "active";

    /// <exception cref="EdgeNasException">The plan doesn't fit the table.</exception>
    public static ImmutableArray<SamplingFigures> Run(TrainingSet table, SamplingPlan plan, Action<string> progress)
    {
        if (plan.Sizes.IsEmpty || plan.Sizes[0] < CalibratedModel.LeastSamples || !plan.Sizes.Order().Distinct().SequenceEqual(plan.Sizes) || plan.Batch < 1)
        {
            throw new EdgeNasException($"--train {string.Join(' ', plan.Sizes)}, --batch {plan.Batch}: expected ascending numbers of measurements from {CalibratedModel.LeastSamples}, and a batch of at least 1.");
        }

        var scores = new Dictionary<(string Sampling, int Size), List<EstimatorScore>>();
        for (int seed = 0; seed < plan.Seeds; seed++)
        {
            var (heldOut, rows) = ModelComparison.Draw(table.Set.Count, new ComparisonPlan(table.Set.Count - plan.HeldOut, plan.HeldOut, 1), seed);
            if (plan.Sizes[^1] > rows.Length) throw new EdgeNasException($"--train {plan.Sizes[^1]}: only {rows.Length} rows are left beside {plan.HeldOut} held-out ones.");
            foreach (string sampling in new[] { Uniform, Active })
            {
                var draw = new Draw(table, rows, table.Rows(heldOut), seed, sampling, step => progress($"{sampling}, {step} measurements, seed {seed}"));
                foreach (int size in plan.Sizes)
                {
                    if (!scores.TryGetValue((sampling, size), out var all)) scores[(sampling, size)] = all = [];
                    all.Add(draw.Until(size, plan.Batch));
                }
            }
        }

        return [.. plan.Sizes.SelectMany(size => new[] { Uniform, Active }.Select(sampling => new SamplingFigures(sampling, size, ModelComparison.Mean(scores[(sampling, size)]))))];
    }

    /// <summary>One seed's measurements as they grow.</summary>
    private sealed class Draw(TrainingSet table, int[] rows, TrainingSet judges, int seed, string sampling, Action<int> progress)
    {
        private readonly List<int> _measured = [];
        private LatencyEstimator? _estimator;

        /// <summary>Measures until there are so many, and judges the estimator that is fitted to them.</summary>
        public EstimatorScore Until(int size, int batch)
        {
            while (_measured.Count < size)
            {
                if (_estimator is null || sampling == Uniform) _measured.AddRange(rows.AsSpan(_measured.Count, size - _measured.Count));
                else _measured.AddRange(Chosen(_estimator, Math.Min(batch, size - _measured.Count)));
                progress(_measured.Count);
                _estimator = PerceptronModel.Estimator(table.Rows(_measured), new SeedStream(seed, $"table/measured/{_measured.Count}"));
            }

            double[] predicted = new double[judges.Set.Count];
            _estimator!.Predict(judges.Set.Architectures.AsSpan(), predicted);
            return EstimatorMetrics.Score(sampling, judges.Milliseconds.AsSpan(), predicted);
        }

        private IEnumerable<int> Chosen(LatencyEstimator estimator, int count)
        {
            int[] left = [.. rows.Except(_measured)];
            new SeedStream(seed, $"table/pool/{_measured.Count}").Shuffle(left.AsSpan());
            // A table may have an architecture twice; it is chosen once.
            var pool = left.Take(UncertainArchitectures.Pool).DistinctBy(row => table.Set.Architectures[row]).ToDictionary(row => table.Set.Architectures[row]);
            var chosen = UncertainArchitectures.Choose(estimator, [.. pool.Keys], count).Select(architecture => pool[architecture]).ToList();
            return chosen.Count > 0 ? chosen : left.Take(count);
        }
    }
}
