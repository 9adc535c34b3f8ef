using System.Collections.Concurrent;
using System.Collections.Immutable;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Estimation;
using EdgeNas.Learning.LatencyModels;
using EdgeNas.Learning.LatencyModels.Encoding;
using EdgeNas.Learning.LatencyModels.Gaussian;

namespace EdgeNas.Benchmarks.SearchQuality;

/// <summary>
/// One exploration on a table. A latency model is fitted to 100 cells measured at random; a strategy proposes cells that keep the limit by that model; a proposed cell is measured (its latency looked up)
/// and, if it keeps the limit, queried (its accuracy looked up). Only queries count.
/// </summary>
internal static class TableRun
{
    private const int Measured = 100;

    /// <summary>A cell somewhat over the limit by the model may keep it when measured.</summary>
    private const double Margin = 1.05;

    private static readonly ActiveChoices Space = new([.. Enumerable.Repeat(ImmutableArray.Create(0, 1, 2, 3, 4), CellGraph.Edges)]);
    private static readonly CellEncoder Encoder = new();
    private static readonly ConcurrentDictionary<Architecture, double[]> Features = new();

    /// <summary>Predicted milliseconds of every cell of the table.</summary>
    public static Dictionary<Architecture, double> Price(TableProblem problem, int seed)
    {
        Architecture[] cells = [.. problem.Cells.Keys.Order()];
        var all = EncodedSet.Of(Encoder, [.. cells]);
        int[] rows = [.. Enumerable.Range(0, cells.Length)];
        new SeedStream(seed, $"quality/measured/{problem.Device}").Shuffle(rows.AsSpan());
        rows = rows[..Measured];
        var data = new TrainingSet(all.Rows(rows), [.. rows.Select(row => problem.Cells[cells[row]].Milliseconds)]);
        double[] milliseconds = new double[cells.Length];
        GaussianProcessModel.Robust("graph", LatencyScale.Plain).Fit(data, new SeedStream(seed, "quality/latency")).Predict(all, milliseconds, []);
        return cells.Zip(milliseconds).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>The best accuracy after each query.</summary>
    public static double[] Explore(TableProblem problem, IExplorationStrategy strategy, Dictionary<Architecture, double> priced, int seed, int budget)
    {
        var scored = ImmutableArray.CreateBuilder<ScoredCandidate>();
        var tooSlow = new HashSet<Architecture>();
        var best = new List<double>();
        for (int generation = 0; best.Count < budget; generation++)
        {
            var proposed = strategy.Propose(new ExplorationRequest
            {
                Seed = seed,
                Generation = generation,
                Count = Math.Min(budget - best.Count, strategy.Name == "predictor" ? Math.Max(5, best.Count / 20) : 10),
                Active = Space,
                Scored = scored.ToImmutable(),
                LimitMilliseconds = Margin * problem.LimitMilliseconds,
                Latency = cell => tooSlow.Contains(cell) ? double.PositiveInfinity : priced.GetValueOrDefault(cell, double.PositiveInfinity),
                Mutation = 0.2,
                Features = cell => Features.GetOrAdd(cell, one => CellFeatures.Of(Encoder, one)),
            });
            if (proposed.IsEmpty) break;
            foreach (var candidate in proposed)
            {
                var (milliseconds, accuracy) = problem.Cells[candidate.Architecture];
                if (milliseconds > problem.LimitMilliseconds)
                {
                    tooSlow.Add(candidate.Architecture);
                    continue;
                }

                scored.Add(new ScoredCandidate(candidate.Architecture, milliseconds, accuracy / 100));
                best.Add(best.Count == 0 ? accuracy : Math.Max(best[^1], accuracy));
            }
        }

        return [.. best];
    }
}
