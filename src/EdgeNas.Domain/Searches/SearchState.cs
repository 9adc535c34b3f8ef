using System.Collections.Immutable;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Searches;

/// <summary>A measurement as the state keeps it.</summary>
/// <param name="Doubted">The device drifted meanwhile; it doesn't count.</param>
public sealed record MeasuredNetwork(NetworkRef Network, MeasurePurpose Purpose, int Repetition, DeviceIdentity Device, Measurement Measurement, bool Doubted);

/// <summary>One network that is trained from scratch, as far as it has come.</summary>
/// <param name="Network">Null: there is none that keeps the limit.</param>
public sealed record TrainedNetwork(string Subject, NetworkRef? Network, double? MeasuredMilliseconds)
{
    public ImmutableList<EpochCompleted> Epochs { get; init; } = [];

    public NetworkFinished? Finished { get; init; }
}

/// <summary>
/// All that is known of a search: the events, applied in order. Everything that is to be done next follows from it (<see cref="SearchPlan"/>).
/// </summary>
public sealed record SearchState
{
    public required SearchId Id { get; init; }

    public required SearchSpec Spec { get; init; }

    public required InputShape Input { get; init; }

    /// <summary>The architecture with the fewest multiply-adds.</summary>
    public required Architecture Floor { get; init; }

    public required ActiveChoices Active { get; init; }

    /// <summary>Architectures to be measured for the estimator, in order.</summary>
    public ImmutableList<Architecture> Sampled { get; init; } = [];

    /// <summary>All measurements, in order.</summary>
    public ImmutableList<MeasuredNetwork> Measurements { get; init; } = [];

    /// <summary>Networks that the device can't run, with the reason.</summary>
    public ImmutableList<NetworkRefused> Refused { get; init; } = [];

    public double? LimitMilliseconds { get; init; }

    public ImmutableList<EstimatorFitted> Fits { get; init; } = [];

    public ImmutableList<RoundCompleted> Rounds { get; init; } = [];

    /// <summary>Finished shards of the round that is under way, in the order of the shards.</summary>
    public ImmutableList<ShardCompleted> Shards { get; init; } = [];

    public ImmutableList<ChoicesJudged> Judgements { get; init; } = [];

    /// <summary>Candidates of the generation that is being scored; empty between generations.</summary>
    public ImmutableArray<Candidate> Proposed { get; init; } = [];

    public int GenerationsScored { get; init; }

    /// <summary>All candidates of the exploration, in the order of scoring.</summary>
    public ImmutableList<ScoredCandidate> Scored { get; init; } = [];

    public ImmutableArray<Candidate>? RandomProposed { get; init; }

    public ImmutableArray<ScoredCandidate>? RandomScored { get; init; }

    public WinnerChosen? Winner { get; init; }

    /// <summary>The winner and the baselines, as they are chosen.</summary>
    public ImmutableList<TrainedNetwork> Trained { get; init; } = [];

    public bool Completed { get; init; }

    public bool Cancelled { get; init; }

    /// <summary>The estimator in use, once it is good enough.</summary>
    public ArtifactId? Estimator => Fits.LastOrDefault() is { Accepted: true } fit ? fit.Model : null;

    public ArtifactId? Checkpoint => Rounds.LastOrDefault()?.Checkpoint;

    public TrainedNetwork? Find(string subject) => Trained.Find(trained => trained.Subject == subject);

    /// <summary>
    /// The measurement that counts for a network: of those that nobody doubts, one without suspicion, else the one with the narrowest interval.
    /// Null where it hasn't been measured.
    /// </summary>
    public MeasuredNetwork? Best(NetworkRef network, MeasurePurpose purpose) => Measurements
        .Where(m => m.Network == network && m.Purpose == purpose && !m.Doubted)
        .OrderBy(m => m.Measurement.Suspicion is null ? 0 : 1)
        .ThenBy(m => m.Measurement.RelativeWidth)
        .FirstOrDefault();

    /// <summary>Why the device can't run a network, or null where nothing is known against it.</summary>
    public string? WhyRefused(NetworkRef network) => Refused.Find(refused => refused.Network == network)?.Reason;

    /// <summary>How often a network has been measured for whatever purpose: the next repetition's number.</summary>
    public int Repetitions(NetworkRef network) => Measurements.Count(m => m.Network == network);
}
