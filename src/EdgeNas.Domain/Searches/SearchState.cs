using System.Collections.Immutable;
using System.Text.Json.Serialization;
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

    /// <summary>With several devices: the one that chose the same network as the same subject before, whose training this one takes over; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Follows { get; init; }
}

/// <summary>
/// All that is known of a search: the events, applied in order. Everything that is to be done next follows from it (<see cref="SearchPlan"/>).
/// A search with several devices is one search per device that shares the accuracy track: <see cref="On"/> gives each one's side, which reads like a search for that device alone.
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

    /// <summary>Of the proposed candidates, those that another device's exploration had scored already; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<ScoredCandidate>? KnownScores { get; init; }

    /// <summary>With several devices: the sides of all but the first, by name, without what is shared; null where there is one device.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, SearchState>? Others { get; init; }

    /// <summary>Names of the devices as events give them: null for the first, then the others in the spec's order.</summary>
    [JsonIgnore]
    public IEnumerable<string?> DeviceNames => Others is null ? [null] : [null, .. Spec.Goals.Skip(1).Select(goal => goal.Name)];

    /// <summary>The sides of all devices, in the spec's order.</summary>
    [JsonIgnore]
    public IEnumerable<SearchState> Sides => DeviceNames.Select(On);

    /// <summary>The estimator in use, once it is good enough.</summary>
    public ArtifactId? Estimator => Fits.LastOrDefault() is { Accepted: true } fit ? fit.Model : null;

    /// <summary>What accuracies come from: the supernet's last checkpoint, or the table that stands in for it.</summary>
    public ArtifactId? Checkpoint => Rounds.LastOrDefault()?.Checkpoint ?? Spec.AccuracyTable?.Explored.Content;

    /// <summary>The search as it stands for one of its devices.</summary>
    /// <param name="deviceName">As in <see cref="SearchEvent.DeviceName"/>.</param>
    /// <exception cref="EdgeNasException">The search has no such device.</exception>
    public SearchState On(string? deviceName)
    {
        if (deviceName is null) return this;
        var side = Others?.GetValueOrDefault(deviceName) ?? throw new EdgeNasException($"Search {Id} has no device '{deviceName}': it is for {string.Join(", ", Spec.Goals.Select(goal => goal.Name))}.");
        return side with { Active = Active, Rounds = Rounds, Shards = Shards, Judgements = Judgements, Completed = Completed, Cancelled = Cancelled };
    }

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
