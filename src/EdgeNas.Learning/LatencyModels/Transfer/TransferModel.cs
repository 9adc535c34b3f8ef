using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNas.Domain;
using EdgeNas.Domain.Sampling;
using EdgeNas.Learning.LatencyModels.Encoding;
using EdgeNas.Learning.LatencyModels.Ensembles;

namespace EdgeNas.Learning.LatencyModels.Transfer;

/// <summary>
/// A few-shot start on a new board: the ensemble with another board's model among its features. The ensemble from scratch is fitted too; where left-out samples don't say clearly that the
/// other board helps, it is taken.
/// </summary>
/// <param name="source">The other board's model, over architectures of the same encoding.</param>
public sealed class TransferModel(ModelFile source) : ILatencyModel
{
    internal const string KindName = "transfer";

    /// <summary>How much lower the score must be for the other board to count as help: each of its three errors a tenth less. With few samples less than that is chance.</summary>
    private const double LeastGain = 0.3;

    private readonly EnsembleModel _ensemble = new();

    public string Name => KindName;

    private ModelFile Source => source;

    public string Description => $"the ensemble with the model of {source.Target} among its features, or without where that predicts left-out samples better";

    public IFittedLatencyModel Fit(TrainingSet data, SeedStream random)
    {
        if (!data.Set.Encoder.Alphabets.SequenceEqual(source.Model.Data.Set.Encoder.Alphabets) || data.Set.Encoder.Name != source.Encoding.Encoder)
        {
            throw new EdgeNasException($"The model of {source.Target} knows architectures of encoder {source.Encoding.Encoder} with {source.Model.Data.Set.Encoder.Alphabets.Length} digits; the table's are another kind: give a model of the same space.");
        }

        long seed = random.NextSeed();
        var with = CalibratedModel.Fit(_ensemble, Encoded(data), purpose => new SeedStream(seed, purpose));
        var without = CalibratedModel.Fit(_ensemble, data, purpose => new SeedStream(seed, purpose));
        bool helped = with.Score < without.Score - LeastGain;
        return new Fitted(this, helped ? with : without, helped);
    }

    public IFittedLatencyModel Restore(TrainingSet data, JsonNode? state)
    {
        var stored = state.Deserialize<Stored>() ?? throw new JsonException("the transferred model has no state");
        var known = stored.Helped ? Encoded(data) : data;
        return new Fitted(this, CalibratedModel.Restore(_ensemble, _ensemble.Restore(known, stored.Ensemble), known, 0, stored.Calibration), stored.Helped);
    }

    /// <summary>One line for people: whether the other board's model helped; null for another kind of model.</summary>
    public static string? Verdict(CalibratedModel model) => (model.Kind, model.Model) is (TransferModel kind, Fitted fitted)
        ? fitted.Helped
            ? $"The model of {kind.Source.Target} helps: left-out rows are predicted better with it than from scratch."
            : $"The model of {kind.Source.Target} doesn't help: left-out rows are predicted as well from scratch, so it is left out."
        : null;

    /// <summary>The kind that a stored state belongs to: with the other board's model that is part of it.</summary>
    internal static TransferModel Of(JsonNode? state) =>
        new(ModelFile.Parse((state.Deserialize<Stored>() ?? throw new JsonException("the transferred model has no state")).Source, "the other board's model"));

    private TrainingSet Encoded(TrainingSet data) => data with { Set = Encoded(data.Set) };

    private EncodedSet Encoded(EncodedSet set) => EncodedSet.Of(new TransferEncoder(set.Encoder, source.Model), set.Architectures);

    /// <summary>The chosen model.</summary>
    /// <param name="Helped">Whether the other board's model is part of it.</param>
    private sealed class Fitted(TransferModel kind, CalibratedModel model, bool helped) : IFittedLatencyModel
    {
        /// <summary>Whether the other board's model is part of it.</summary>
        public bool Helped => helped;

        public (double[] Milliseconds, double[] Deviations)? LeaveOneOut => model.LeftOut;

        public JsonNode? State => JsonSerializer.SerializeToNode(new Stored(kind.Source.ToJson(), helped, model.Calibration, model.Model.State));

        public void Predict(EncodedSet set, Span<double> milliseconds, Span<double> deviations) =>
            model.Model.Predict(helped ? kind.Encoded(set) : set, milliseconds, deviations);
    }

    private sealed record Stored(string Source, bool Helped, Calibration Calibration, JsonNode? Ensemble);
}
