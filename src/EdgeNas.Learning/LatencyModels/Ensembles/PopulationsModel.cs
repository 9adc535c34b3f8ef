using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNas.Domain.Sampling;
using EdgeNas.Learning.LatencyModels.Encoding;

namespace EdgeNas.Learning.LatencyModels.Ensembles;

/// <summary>
/// A model of its own for each population of architectures (<see cref="IArchitectureEncoder.Population"/>) that enough samples were drawn from; the first population's model learns and predicts the rest.
/// </summary>
public sealed class PopulationsModel(ILatencyModel inner) : ILatencyModel
{
    /// <summary>With fewer samples of its own a population is learned together with the first.</summary>
    private const int LeastSamples = 10;

    public string Name => inner.Name;

    public string Description => inner.Description;

    public IFittedLatencyModel Fit(TrainingSet data, SeedStream random)
    {
        var parts = Split(data);
        return new Fitted(parts.ToImmutableSortedDictionary(part => part.Key, part => inner.Fit(data.Rows(part.Value), random)), parts, data.Set.Count);
    }

    public IFittedLatencyModel Restore(TrainingSet data, JsonNode? state)
    {
        var parts = Split(data);
        var states = state.Deserialize<Dictionary<int, JsonNode?>>() ?? throw new JsonException("the model has no populations");
        return new Fitted(parts.ToImmutableSortedDictionary(part => part.Key, part => inner.Restore(data.Rows(part.Value), states[part.Key])), parts, data.Set.Count);
    }

    /// <summary>The rows of each population that has a model.</summary>
    private static ImmutableSortedDictionary<int, int[]> Split(TrainingSet data)
    {
        int[] rows = [.. Enumerable.Range(0, data.Set.Count)];
        var own = rows.GroupBy(row => data.Set.Population(row)).Where(group => group.Key != 0 && group.Count() >= LeastSamples).ToDictionary(group => group.Key, group => group.ToArray());
        int[] first = [.. rows.Where(row => !own.ContainsKey(data.Set.Population(row)))];
        return first.Length < LeastSamples ? ImmutableSortedDictionary<int, int[]>.Empty.Add(0, rows) : own.ToImmutableSortedDictionary().Add(0, first);
    }

    private sealed class Fitted(ImmutableSortedDictionary<int, IFittedLatencyModel> models, ImmutableSortedDictionary<int, int[]> parts, int samples) : IFittedLatencyModel
    {
        public JsonNode? State => JsonSerializer.SerializeToNode(models.ToDictionary(model => model.Key, model => model.Value.State));

        public (double[] Milliseconds, double[] Deviations)? LeaveOneOut
        {
            get
            {
                double[] milliseconds = new double[samples], deviations = new double[samples];
                foreach (var (population, model) in models)
                {
                    if (model.LeaveOneOut is not { } left) return null;
                    Scatter(parts[population], left.Milliseconds, milliseconds);
                    Scatter(parts[population], left.Deviations, deviations);
                }

                return (milliseconds, deviations);
            }
        }

        public void Predict(EncodedSet set, Span<double> milliseconds, Span<double> deviations)
        {
            foreach (var group in Enumerable.Range(0, set.Count).GroupBy(row => models.ContainsKey(set.Population(row)) ? set.Population(row) : 0))
            {
                int[] rows = [.. group];
                double[] own = new double[rows.Length], ownDeviations = new double[deviations.IsEmpty ? 0 : rows.Length];
                models[group.Key].Predict(rows.Length == set.Count ? set : set.Rows(rows), own, ownDeviations);
                Scatter(rows, own, milliseconds);
                if (!deviations.IsEmpty) Scatter(rows, ownDeviations, deviations);
            }
        }

        private static void Scatter(int[] rows, double[] from, Span<double> to)
        {
            for (int i = 0; i < rows.Length; i++) to[rows[i]] = from[i];
        }
    }
}
