using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNas.Domain.Sampling;
using EdgeNas.Learning.Estimation;
using EdgeNas.Learning.LatencyModels.Encoding;
using EdgeNas.Learning.LatencyModels.Gaussian;
using EdgeNas.Learning.LatencyModels.Linear;
using EdgeNas.Learning.LatencyModels.Perceptrons;
using EdgeNas.Learning.LatencyModels.Trees;

namespace EdgeNas.Learning.LatencyModels.Ensembles;

/// <summary>
/// A weighted mean of other models: Gaussian processes of all the encoder's kernels, robust ones on milliseconds and on their logarithm and ones with normal noise, boosted trees, perceptrons, and the sum
/// over layers. Weights by ensemble selection (Caruana et al., Ensemble selection from libraries of models, 2004) on predictions of samples that were left out: again and again the model is added that lowers the score most.
/// </summary>
public sealed class EnsembleModel : ILatencyModel
{
    private const int Rounds = 20;

    public string Name => "ensemble";

    public string Description => "weighted mean of Gaussian processes on structure features, boosted trees, perceptrons and the layer table, by cross-validation";

    public IFittedLatencyModel Fit(TrainingSet data, SeedStream random)
    {
        long seed = random.NextSeed();
        ImmutableArray<ILatencyModel> kinds = [.. Library(data.Set.Encoder)];
        var library = new CalibratedModel[kinds.Length];
        Parallel.For(0, kinds.Length, i => library[i] = CalibratedModel.Fit(kinds[i], data, purpose => new SeedStream(seed, purpose)));
        double[] weights = Select(data, library);
        return new Fitted([.. library.Zip(weights, (model, weight) => new Member(model, weight)).Where(member => member.Weight > 0)], data);
    }

    public IFittedLatencyModel Restore(TrainingSet data, JsonNode? state)
    {
        var kinds = Library(data.Set.Encoder).ToDictionary(kind => kind.Name);
        var stored = state.Deserialize<StoredMember[]>() ?? throw new JsonException("the ensemble has no members");
        return new Fitted([.. stored.Select(one => new Member(CalibratedModel.Restore(kinds[one.Kind], kinds[one.Kind].Restore(data, one.State), data, 0, one.Calibration), one.Weight))], data);
    }

    private static IEnumerable<ILatencyModel> Library(IArchitectureEncoder encoder)
    {
        foreach (var design in encoder.Kernels)
        {
            yield return GaussianProcessModel.Robust(design.Name, LatencyScale.Plain);
            yield return GaussianProcessModel.Robust(design.Name, LatencyScale.Logarithmic);
            yield return GaussianProcessModel.Normal(design.Name);
        }

        yield return GaussianProcessModel.OneHot;
        yield return new BoostedTreesModel();
        yield return new PerceptronModel();
        yield return new LayerTableModel();
    }

    private static double[] Select(TrainingSet data, CalibratedModel[] library)
    {
        double[] weights = new double[library.Length], sum = new double[data.Set.Count], trial = new double[sum.Length];
        for (int round = 0; round < Rounds; round++)
        {
            double Score(int model)
            {
                for (int i = 0; i < trial.Length; i++) trial[i] = (sum[i] + library[model].LeftOut.Milliseconds[i]) / (round + 1);
                return ModelScore.Of(data.Milliseconds.AsSpan(), trial);
            }

            int best = Enumerable.Range(0, library.Length).MinBy(Score);
            weights[best] += 1.0 / Rounds;
            for (int i = 0; i < sum.Length; i++) sum[i] += library[best].LeftOut.Milliseconds[i];
        }

        return weights;
    }

    private sealed record Member(CalibratedModel Model, double Weight);

    private sealed record StoredMember(string Kind, double Weight, Calibration Calibration, JsonNode? State);

    private sealed class Fitted(ImmutableArray<Member> members, TrainingSet data) : IFittedLatencyModel
    {
        public JsonNode? State => JsonSerializer.SerializeToNode(members.Select(member => new StoredMember(member.Model.Kind.Name, member.Weight, member.Model.Calibration, member.Model.Model.State)));

        public (double[] Milliseconds, double[] Deviations)? LeaveOneOut => Mean(data.Set.Count, member => member.Model.LeftOut);

        public void Predict(EncodedSet set, Span<double> milliseconds, Span<double> deviations)
        {
            bool unsure = !deviations.IsEmpty;
            var (means, spreads) = Mean(set.Count, member =>
            {
                double[] one = new double[set.Count], deviation = new double[unsure ? set.Count : 0];
                member.Model.Model.Predict(set, one, deviation);
                return (one, deviation);
            });
            means.CopyTo(milliseconds);
            if (unsure) spreads.CopyTo(deviations);
        }

        /// <summary>Deviations in the units of half an interval, which all kinds of models share.</summary>
        private (double[] Milliseconds, double[] Deviations) Mean(int count, Func<Member, (double[] Milliseconds, double[] Deviations)> of)
        {
            double[] milliseconds = new double[count], deviations = new double[count];
            foreach (var member in members)
            {
                var (ms, deviation) = of(member);
                for (int i = 0; i < count; i++) milliseconds[i] += member.Weight * ms[i];
                for (int i = 0; i < deviation.Length; i++) deviations[i] += member.Weight * member.Model.Calibration.HalfWidth(deviation[i]);
            }

            return (milliseconds, deviations);
        }
    }
}
