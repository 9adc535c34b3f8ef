using System.Collections.Immutable;
using System.Text.Json.Nodes;
using EdgeNas.Domain.Sampling;
using EdgeNas.Learning.LatencyModels.Encoding;

namespace EdgeNas.Learning.LatencyModels;

/// <summary>Measured architectures, encoded.</summary>
public sealed record TrainingSet(EncodedSet Set, ImmutableArray<double> Milliseconds)
{
    public TrainingSet Rows(IReadOnlyList<int> rows) => new(Set.Rows(rows), [.. rows.Select(row => Milliseconds[row])]);
}

/// <summary>A kind of latency model. Without state; the same data and stream give the same model.</summary>
public interface ILatencyModel
{
    /// <summary>As the command line and the tables name it.</summary>
    string Name { get; }

    /// <summary>One line for people.</summary>
    string Description { get; }

    /// <exception cref="EdgeNas.Domain.EdgeNasException">The samples can't be fitted; the message says why.</exception>
    IFittedLatencyModel Fit(TrainingSet data, SeedStream random);

    /// <summary>The model that <see cref="IFittedLatencyModel.State"/> describes, from the samples that it was fitted to.</summary>
    IFittedLatencyModel Restore(TrainingSet data, JsonNode? state);
}

/// <summary>A model that has seen its samples. Thread-safe.</summary>
public interface IFittedLatencyModel
{
    /// <summary>Predicted milliseconds, and what the errors are proportional to: the model's own deviation, not yet calibrated.</summary>
    void Predict(EncodedSet set, Span<double> milliseconds, Span<double> deviations);

    /// <summary>Prediction and deviation of each sample by a model of the same kind that did not see it, or null where that takes refitting.</summary>
    (double[] Milliseconds, double[] Deviations)? LeaveOneOut { get; }

    /// <summary>What has to be stored beside the samples to have the model again; null: nothing, it is refitted.</summary>
    JsonNode? State { get; }
}
