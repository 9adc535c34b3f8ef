using System.Collections.Immutable;
using EdgeNas.Domain;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.LatencyModels;

/// <param name="Training">Samples drawn to fit.</param>
/// <param name="HeldOut">Samples drawn before them to judge by; the same whatever <paramref name="Training"/> is.</param>
/// <param name="Seeds">The draws: 0, 1, 2 …</param>
public sealed record ComparisonPlan(int Training, int HeldOut, int Seeds);

/// <summary>A model's figures, means over the seeds.</summary>
/// <param name="Coverage">Share of held-out measurements inside their 90 % interval.</param>
/// <param name="Chosen">Whether automatic choice takes it for most seeds.</param>
public sealed record ModelFigures(EstimatorScore Score, string Description, double Coverage, double Seconds, bool Chosen);

/// <summary>One held-out architecture of the first seed under the chosen model.</summary>
public sealed record HeldOutInterval(Architecture Architecture, double Measured, IntervalPrediction Predicted);

public sealed record Comparison(ComparisonPlan Plan, ImmutableArray<ModelFigures> Models, ImmutableArray<HeldOutInterval> HeldOut);

/// <summary>Fits kinds of models to samples of a table and judges them on others; which rows, the seed says.</summary>
public static class ModelComparison
{
    /// <summary>The held-out rows of a seed, then rows to train on, in the order of drawing.</summary>
    public static (int[] HeldOut, int[] Training) Draw(int rows, ComparisonPlan plan, int seed)
    {
        if (plan.Training + plan.HeldOut > rows)
        {
            throw new EdgeNasException($"--train {plan.Training} and {plan.HeldOut} held-out rows are {plan.Training + plan.HeldOut}, but only {rows} rows are measured: lower --train to {Math.Max(0, rows - plan.HeldOut)} or --held-out.");
        }

        int[] drawn = [.. Enumerable.Range(0, rows)];
        new SeedStream(seed, "table/rows").Shuffle(drawn.AsSpan());
        return (drawn[..plan.HeldOut], drawn[plan.HeldOut..(plan.HeldOut + plan.Training)]);
    }

    /// <param name="time">For the seconds that fitting takes.</param>
    public static Comparison Run(TrainingSet table, ComparisonPlan plan, ImmutableArray<ILatencyModel> kinds, TimeProvider time, Action<string> progress)
    {
        var scores = kinds.ToDictionary(kind => kind.Name, _ => new List<EstimatorScore>());
        var coverage = kinds.ToDictionary(kind => kind.Name, _ => 0.0);
        var seconds = kinds.ToDictionary(kind => kind.Name, _ => 0.0);
        var chosen = kinds.ToDictionary(kind => kind.Name, _ => 0);
        ImmutableArray<HeldOutInterval> shown = [];
        for (int seed = 0; seed < plan.Seeds; seed++)
        {
            var (heldOut, training) = Draw(table.Set.Count, plan, seed);
            TrainingSet data = table.Rows(training), judges = table.Rows(heldOut);
            int stream = seed;
            var models = new List<CalibratedModel>();
            foreach (var kind in kinds)
            {
                progress($"{kind.Name}, {plan.Training} samples, seed {seed}");
                long start = time.GetTimestamp();
                var model = CalibratedModel.Fit(kind, data, purpose => new SeedStream(stream, $"table/{purpose}"));
                seconds[kind.Name] += time.GetElapsedTime(start).TotalSeconds;
                models.Add(model);
                var predicted = model.Predict(judges.Set);
                scores[kind.Name].Add(EstimatorMetrics.Score(kind.Name, judges.Milliseconds.AsSpan(), [.. predicted.Select(p => p.Milliseconds)]));
                coverage[kind.Name] += predicted.Zip(judges.Milliseconds, (p, ms) => ms >= p.Low && ms <= p.High).Count(inside => inside) / (double)predicted.Length;
            }

            var best = models.MinBy(model => model.Score)!;
            chosen[best.Kind.Name]++;
            if (seed == 0) shown = [.. judges.Set.Architectures.Select((architecture, i) => (architecture, i)).Zip(best.Predict(judges.Set), (at, p) => new HeldOutInterval(at.architecture, judges.Milliseconds[at.i], p))];
        }

        string winner = kinds.MaxBy(kind => chosen[kind.Name])!.Name;
        return new Comparison(plan, [.. kinds.Select(kind => new ModelFigures(Mean(scores[kind.Name]), kind.Description, coverage[kind.Name] / plan.Seeds, seconds[kind.Name] / plan.Seeds, kind.Name == winner))], shown);
    }

    internal static EstimatorScore Mean(List<EstimatorScore> scores) => new(
        scores[0].Model,
        scores.Average(score => score.Spearman),
        scores.Average(score => score.Kendall),
        scores.Average(score => score.RmseMilliseconds),
        scores.Average(score => score.Mape),
        scores.Average(score => score.Within5Percent),
        scores.Average(score => score.Within10Percent));
}
