using System.Collections.Concurrent;
using System.Collections.Immutable;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Estimation;
using EdgeNas.Learning.LatencyModels;
using EdgeNas.Learning.LatencyModels.Encoding;
using EdgeNas.Learning.LatencyModels.Gaussian;

namespace EdgeNas.Benchmarks.Searches;

/// <summary>
/// One exploration on a table. A latency model is fitted to 100 cells measured at random; a strategy proposes cells that keep the limit by that model; a proposed cell is measured (its latency looked up)
/// and, if it keeps the limit, queried (its accuracy looked up). Only queries count.
/// </summary>
internal static class TableRun
{
    private const int Measured = 100;

    /// <summary>Cells per generation: at least, and as a share of what has been queried.</summary>
    private const int Generation = 5, GenerationShare = 10;

    /// <summary>A cell somewhat over the limit by the model may keep it when measured. Chosen on seeds 1000 to 1002; results are told of seeds from 0.</summary>
    public const double Margin = 1.5;

    private static readonly ConcurrentDictionary<Architecture, float[]> Features = new();

    /// <summary>Predicted milliseconds of every cell of the device's table.</summary>
    public static Dictionary<Architecture, double> Price(TableDevice device, int seed)
    {
        ImmutableArray<Architecture> cells = [.. device.Milliseconds.Keys];
        var all = EncodedSet.Of(new CellEncoder(), cells);
        int[] rows = [.. Enumerable.Range(0, cells.Length)];
        new SeedStream(seed, $"bench/measured/{device.Name}").Shuffle(rows.AsSpan());
        rows = rows[..Measured];
        var data = new TrainingSet(all.Rows(rows), [.. rows.Select(row => device.Milliseconds[cells[row]])]);
        double[] milliseconds = new double[cells.Length];
        GaussianProcessModel.Robust("graph", LatencyScale.Plain).Fit(data, new SeedStream(seed, "bench/latency")).Predict(all, milliseconds, []);
        return cells.Zip(milliseconds, (cell, ms) => (cell, ms)).ToDictionary(pair => pair.cell, pair => pair.ms);
    }

    /// <summary>The best accuracy after each query, and how many cells were measured for them.</summary>
    /// <param name="margin">As in <see cref="SearchOptions"/>.</param>
    public static (double[] Best, int Measured) Explore(TableProblem problem, IExplorationStrategy strategy, Dictionary<Architecture, double> priced, int seed, int budget, double margin)
    {
        var scored = ImmutableArray.CreateBuilder<ScoredCandidate>();
        var known = new Dictionary<Architecture, double>(priced);
        var best = new List<double>();
        int measured = 0;
        for (int generation = 0; best.Count < budget; generation++)
        {
            var proposed = strategy.Propose(new ExplorationRequest
            {
                Seed = seed,
                Generation = generation,
                Count = Math.Min(budget - best.Count, Math.Max(Generation, best.Count / GenerationShare)),
                Active = problem.Device.Cells,
                Scored = scored.ToImmutable(),
                LimitMilliseconds = margin * problem.LimitMilliseconds,
                Latency = cell => known[cell],
                Mutation = 0.2,
                Features = cell => Features.GetOrAdd(cell, CellFeatures.Of),
            });
            if (proposed.IsEmpty) break;
            foreach (var candidate in proposed)
            {
                measured++;
                double milliseconds = problem.Device.Milliseconds[candidate.Architecture], accuracy = problem.Accuracies[candidate.Architecture];
                if (milliseconds > problem.LimitMilliseconds)
                {
                    known[candidate.Architecture] = double.PositiveInfinity;
                    continue;
                }

                scored.Add(new ScoredCandidate(candidate.Architecture, milliseconds, accuracy / 100));
                best.Add(best.Count == 0 ? accuracy : Math.Max(best[^1], accuracy));
            }
        }

        return ([.. best], measured);
    }
}
