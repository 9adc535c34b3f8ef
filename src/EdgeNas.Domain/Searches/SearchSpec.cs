using System.Collections.Immutable;
using System.Text.Json.Serialization;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Tables;

namespace EdgeNas.Domain.Searches;

/// <summary>The immutable input of one search; stored with its first event. <c>hocon/reference.conf</c> has every key with its default.</summary>
public sealed record SearchSpec
{
    public required string Name { get; init; }

    /// <summary>The one seed; every random stream is derived from it by name.</summary>
    public required long Seed { get; init; }

    public required SearchSpace Space { get; init; }

    public required DatasetSpec Dataset { get; init; }

    /// <summary>Name of the device that is searched for: <c>local-cpu</c>, <c>simulated</c>, that of a device file, or <c>table</c>. With several the first.</summary>
    public required string Device { get; init; }

    /// <summary>Limit on <see cref="Device"/>.</summary>
    public required LatencyLimit LatencyLimit { get; init; }

    /// <summary>All devices, the first as above; null where there is one. They share the supernet; everything else is each one's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<DeviceGoal>? Devices { get; init; }

    /// <summary>Every device with its limit, at least one.</summary>
    public ImmutableArray<DeviceGoal> Goals => Devices ?? [new DeviceGoal(Device, LatencyLimit)];

    /// <summary>Threads of training and scoring. Part of the input: another number gives other last digits.</summary>
    public required int Threads { get; init; }

    public required MeasureSpec Measure { get; init; }

    public required EstimatorSpec Estimator { get; init; }

    public required SupernetSpec Supernet { get; init; }

    public required RegularizationSpec Regularization { get; init; }

    public required ExploreSpec Explore { get; init; }

    /// <summary>How many of the best candidates are measured on the device.</summary>
    public required int ConfirmTop { get; init; }

    public required TrainSpec Train { get; init; }

    /// <summary>Weight among searches that share workers: one of 2 gets twice as many jobs done as one of 1. From 1 to 100. No part of the result.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Priority { get; init; }

    /// <summary>What a worker must have to train for this search; null: any will do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NeedsSpec? Needs { get; init; }

    /// <summary>Where training and scoring compute; null: on the processor, in float32. Part of the input: elsewhere the last digits are others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ComputeSpec? Compute { get; init; }

    /// <summary>Where accuracies are looked up; then there are no rounds of the supernet and nothing is trained. Null: the supernet scores.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AccuracyTable? AccuracyTable { get; init; }

    /// <summary>Where latencies in milliseconds are looked up, for the device <c>table</c>; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TableSource? LatencyTable { get; init; }

    /// <summary>The spec of a search for one of the devices alone.</summary>
    public SearchSpec For(DeviceGoal goal) => this with { Device = goal.Name, LatencyLimit = goal.LatencyLimit, Devices = null };
}

/// <summary>Looked-up accuracies in percent: those that the exploration sees, and those that are reported of what it found.</summary>
public sealed record AccuracyTable(TableSource Explored, TableSource Tested);

/// <summary>A device that is searched for, and the limit on it.</summary>
public sealed record DeviceGoal(string Name, LatencyLimit LatencyLimit);

/// <summary>Memory, in bytes, that a worker must offer before it gets a job that trains or scores; 0: any worker will do.</summary>
public sealed record NeedsSpec(long MemoryBytes, long GpuMemoryBytes);

/// <summary>A kind of device that training and scoring compute on, other than the processor.</summary>
/// <param name="Device">Its name in the tensor library: <c>cuda</c>.</param>
/// <param name="MixedPrecision">Whether convolutions compute in bfloat16; weights, statistics and all else stay float32.</param>
public sealed record ComputeSpec(string Device, bool MixedPrecision)
{
    public const string Cpu = "cpu", Cuda = "cuda";
}

/// <summary>Upper bound of the latency: either in milliseconds, or as a quantile (0..1) of the uniformly sampled architectures' measured latencies.</summary>
public sealed record LatencyLimit(double? Milliseconds, double? Quantile)
{
    public override string ToString() => Milliseconds is { } ms ? $"{ms:0.###} ms" : $"the fastest {Quantile:0.#%} of sampled architectures";
}

/// <param name="Name"><c>fashion-mnist</c>, <c>cifar-10</c> or <c>mnist</c>: also the file format of <paramref name="Folder"/>.</param>
/// <param name="Folder">Folder with the official files; null: where <c>scripts/setup</c> puts them.</param>
/// <param name="ValidationImages">Images held out of the training set, by seed.</param>
/// <param name="TrainingImages">Training images used, by seed; 0: all.</param>
/// <param name="CropPadding">Pixels of zero padding for random crops; 0: no crops.</param>
/// <param name="Flip">Random horizontal flips.</param>
public sealed record DatasetSpec(string Name, string? Folder, int ValidationImages, int TrainingImages, int CropPadding, bool Flip);

/// <summary>The latency estimator: an ensemble of multi-layer perceptrons on the one-hot encoding.</summary>
public sealed record EstimatorSpec
{
    /// <summary>Held-out mean absolute percentage error, as a share, below which no more architectures are measured.</summary>
    public required double TargetError { get; init; }

    /// <summary>Share of the measurements that is held out for judging.</summary>
    public required double HeldOut { get; init; }

    public required int Ensemble { get; init; }

    public required ImmutableArray<int> Hidden { get; init; }

    public required int Epochs { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>Architectures sampled where the ensemble disagrees most, each time the error is above the target.</summary>
    public required int ExtraArchitectures { get; init; }

    /// <summary>Measurements after which the estimator is taken as it is.</summary>
    public required int MaximumArchitectures { get; init; }
}

/// <summary>Training of the weight-sharing supernet, one path per step.</summary>
public sealed record SupernetSpec
{
    /// <summary>Name of the sampler whose paths keep the latency limit.</summary>
    public const string Guided = "guided";

    /// <summary><c>uniform</c>, <c>fair</c> (every active choice of a layer is trained once per step group), or <c>guided</c> (uniform among the architectures that keep the limit).</summary>
    public required string Sampler { get; init; }

    /// <summary>The first round, from 0, that the sampler <c>guided</c> guides; those before are uniform, since the estimator isn't there yet.</summary>
    public int GuidedFrom { get; init; } = 4;

    public required int Rounds { get; init; }

    /// <summary>Of each shard.</summary>
    public required int StepsPerRound { get; init; }

    /// <summary>Jobs into which a round is divided; their checkpoints are averaged. Part of the result, unlike the number of workers that share them.</summary>
    public int Shards { get; init; } = 1;

    public required OptimizerSpec Optimizer { get; init; }
}

/// <summary>Stochastic gradient descent with Nesterov momentum, cosine schedule over the whole training and a linear warm-up.</summary>
/// <param name="WarmUp">Share of all steps over which the learning rate rises from 0.</param>
public sealed record OptimizerSpec(int Batch, double LearningRate, double Momentum, double WeightDecay, double LabelSmoothing, double WarmUp, double GradientClip);

/// <summary>Search-space regularization: dropping dominated choices.</summary>
public sealed record RegularizationSpec
{
    public required bool Enabled { get; init; }

    /// <summary>Rounds of the supernet before choices are judged for the first time…</summary>
    public required int WarmUpRounds { get; init; }

    /// <summary>… and between two judgements.</summary>
    public required int Every { get; init; }

    /// <summary>Random paths scored for one judgement.</summary>
    public required int Paths { get; init; }

    /// <summary>One-sided confidence that a dropped choice is less accurate than the one that dominates it.</summary>
    public required double Confidence { get; init; }

    /// <summary>Validation images per path.</summary>
    public required int Images { get; init; }
}

/// <summary>Search among the supernet's paths under the limit.</summary>
public sealed record ExploreSpec
{
    /// <summary>Name of the strategy: <c>evolution</c>, <c>predictor</c> or <c>random</c>.</summary>
    public required string Strategy { get; init; }

    public required int Population { get; init; }

    public required int Generations { get; init; }

    /// <summary>Chance per layer that a child's choice is drawn anew.</summary>
    public required double Mutation { get; init; }

    /// <summary>Validation images per candidate.</summary>
    public required int Images { get; init; }

    /// <summary>Training batches from which a path's batch-norm statistics are taken before it is scored.</summary>
    public required int RecalibrationBatches { get; init; }
}

/// <summary>Training of the chosen networks from scratch.</summary>
public sealed record TrainSpec
{
    public required int Epochs { get; init; }

    public required OptimizerSpec Optimizer { get; init; }

    /// <summary>Random architectures under the limit, of which the best by inherited accuracy is trained as a baseline.</summary>
    public required int RandomCandidates { get; init; }

    /// <summary>Width multipliers tried for the MobileNetV2 baseline; the widest that keeps the limit is trained.</summary>
    public required ImmutableArray<double> Widths { get; init; }
}
