using System.Collections.Immutable;
using System.Text.Json.Serialization;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Regularization;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Searches;

/// <summary>
/// The strands of a search. Latency and accuracy run side by side, so their events interleave as time has it; within one track the order is always the same.
/// </summary>
public enum Track
{
    /// <summary>Sample, measure, fit, until the estimator is good enough.</summary>
    Latency,

    /// <summary>Rounds of the supernet, and what regularization drops.</summary>
    Accuracy,

    /// <summary>After the two have met: explore, confirm, train, hand over.</summary>
    Result,
}

/// <summary>Why a network was measured.</summary>
public enum MeasurePurpose
{
    /// <summary>The architecture with the fewest multiply-adds: a limit under its latency can't be kept.</summary>
    Floor,

    /// <summary>The reference network, timed again and again to notice a drifting device.</summary>
    Reference,

    /// <summary>Training data of the estimator.</summary>
    Sample,

    /// <summary>A candidate of the exploration.</summary>
    Confirm,

    /// <summary>A baseline that has to keep the limit.</summary>
    Baseline,
}

/// <summary>A fact of a search, never changed. Times of day and durations are kept beside the events, not in them.</summary>
public abstract record SearchEvent(Track Track)
{
    /// <summary>Which of several devices the event is about; null: the first, the only one, or all of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DeviceName { get; init; }
}

/// <param name="Settings">The effective configuration as HOCON text.</param>
/// <param name="Versions">Component to version, of the process that created the search.</param>
public sealed record SearchCreated(SearchId Search, SearchSpec Spec, InputShape Input, string Settings, ImmutableSortedDictionary<string, string> Versions)
    : SearchEvent(Track.Latency);

/// <summary>Architectures to be measured. <paramref name="Reason"/>: <c>uniform</c> or <c>uncertain</c>.</summary>
public sealed record ArchitecturesSampled(ImmutableArray<Architecture> Architectures, string Reason) : SearchEvent(Track.Latency);

/// <summary>A network was timed.</summary>
public sealed record NetworkMeasured(Track Track, NetworkRef Network, MeasurePurpose Purpose, int Repetition, DeviceIdentity Device, Measurement Measurement) : SearchEvent(Track);

/// <summary>The device can't run this network; the search goes on without it.</summary>
public sealed record NetworkRefused(Track Track, NetworkRef Network, MeasurePurpose Purpose, string Reason) : SearchEvent(Track);

/// <summary>The reference network drifted: these architectures, measured since the last check, are measured again.</summary>
/// <param name="Ratio">The reference's new median over the one before it.</param>
public sealed record MeasurementsDoubted(ImmutableArray<Architecture> Architectures, double Ratio) : SearchEvent(Track.Latency);

/// <summary>The limit in milliseconds is known (from the spec, or from the sampled architectures where that names a quantile).</summary>
public sealed record LatencyLimitSet(double Milliseconds) : SearchEvent(Track.Latency);

/// <param name="Accepted">Good enough, or no more measurements allowed.</param>
public sealed record EstimatorFitted(int Fit, EstimatorReport Report, ArtifactId Model, bool Accepted) : SearchEvent(Track.Latency);

/// <summary>One shard of a round was trained; the round is completed when all have been, and were merged.</summary>
public sealed record ShardCompleted(int Round, int Shard, ArtifactId Checkpoint, double Loss) : SearchEvent(Track.Accuracy);

public sealed record RoundCompleted(int Round, ArtifactId Checkpoint, double Loss, double Accuracy) : SearchEvent(Track.Accuracy);

/// <summary>Every active choice was judged before round <paramref name="Round"/>; those marked as dropped left the search.</summary>
public sealed record ChoicesJudged(int Round, ImmutableArray<ChoiceEvidence> Evidence) : SearchEvent(Track.Accuracy);

public sealed record GenerationProposed(int Generation, ImmutableArray<Candidate> Candidates) : SearchEvent(Track.Result);

public sealed record GenerationScored(int Generation, ImmutableArray<ScoredCandidate> Candidates) : SearchEvent(Track.Result);

/// <summary>The most accurate confirmed architecture whose measured latency keeps the limit.</summary>
public sealed record WinnerChosen(Architecture Architecture, double InheritedAccuracy, double MeasuredMilliseconds) : SearchEvent(Track.Result);

/// <summary>Random architectures under the limit for the random baseline.</summary>
public sealed record RandomProposed(ImmutableArray<Candidate> Candidates) : SearchEvent(Track.Result);

public sealed record RandomScored(ImmutableArray<ScoredCandidate> Candidates) : SearchEvent(Track.Result);

/// <param name="Network">Null: no network of this kind keeps the limit.</param>
public sealed record BaselineChosen(string Subject, NetworkRef? Network, double? MeasuredMilliseconds) : SearchEvent(Track.Result);

public sealed record EpochCompleted(string Subject, int Epoch, ArtifactId Checkpoint, double Loss, double Accuracy) : SearchEvent(Track.Result);

/// <param name="Onnx">Null, as is what follows: the accuracy was looked up and nothing was trained.</param>
public sealed record NetworkFinished(string Subject, NetworkRef Network, double TestAccuracy, ArtifactId? Onnx, ArtifactId? Safetensors, double? MaxDifference)
    : SearchEvent(Track.Result);

public sealed record SearchCompleted() : SearchEvent(Track.Result);

/// <summary>Given up by the user; it can't be resumed.</summary>
public sealed record SearchCancelled() : SearchEvent(Track.Result);
