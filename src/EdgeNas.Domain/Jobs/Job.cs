using System.Collections.Immutable;
using System.Text.Json.Serialization;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Regularization;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Jobs;

/// <summary>
/// A unit of work for a worker. Its result depends on the job, the search's spec and the artifacts that it names, and on nothing else, so that it may be done
/// anywhere, and again. (Times and measured latencies aside.)
/// </summary>
/// <param name="Id">Unique within the search, and the same whenever the job is derived again from the search's state.</param>
public abstract record Job(string Id);

/// <summary>What a job gives back. An expected failure is <see cref="JobFailed"/>, never an exotic number.</summary>
public abstract record JobResult;

/// <summary>Time one network on the search's device.</summary>
/// <param name="Repetition">Counts the measurements of the same network on the device, from 0.</param>
/// <param name="Device">Name of the device to measure on; null: the one device of the search's spec.</param>
public sealed record ProfileJob(string Id, NetworkRef Network, int Repetition, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Device = null) : Job(Id);

public sealed record Profiled(DeviceIdentity Device, Measurement Measurement) : JobResult;

/// <summary>Fit the latency estimator and its baselines.</summary>
/// <param name="Fit">Counts the fits of this search, from 0.</param>
/// <param name="Suggest">How many unmeasured architectures to name where the ensemble disagrees most.</param>
/// <param name="Device">As in <see cref="ProfileJob"/>.</param>
public sealed record FitEstimatorJob(
    string Id, int Fit, ImmutableArray<LatencySample> Samples, int Suggest, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Device = null) : Job(Id);

/// <param name="Model">The fitted ensemble.</param>
/// <param name="MostUncertain">The suggestions, most uncertain first.</param>
public sealed record EstimatorFit(EstimatorReport Report, ArtifactId Model, ImmutableArray<Architecture> MostUncertain) : JobResult;

/// <summary>One round of supernet training, from the checkpoint before it.</summary>
/// <param name="Round">From 0.</param>
/// <param name="Checkpoint">Null for the first round: weights are initialised from the seed.</param>
/// <param name="Guide">Limits that the paths keep to; null: none.</param>
public sealed record TrainRoundJob(
    string Id, int Round, ArtifactId? Checkpoint, ActiveChoices Active, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PathGuide? Guide = null) : Job(Id);

/// <param name="Loss">Mean training loss of the round.</param>
/// <param name="Accuracy">Mean accuracy of a few uniformly drawn paths on validation images, 0..1.</param>
public sealed record RoundTrained(ArtifactId Checkpoint, double Loss, double Accuracy) : JobResult;

/// <summary>
/// One shard of a round: as <see cref="TrainRoundJob"/>, but on the batches and paths that are this shard's. All shards of a round begin at the same checkpoint and may
/// run side by side; which workers do them changes nothing.
/// </summary>
/// <param name="Shard">From 0, below the spec's number of shards.</param>
/// <param name="Guide">As in <see cref="TrainRoundJob"/>.</param>
public sealed record TrainShardJob(
    string Id, int Round, int Shard, ArtifactId? Checkpoint, ActiveChoices Active, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PathGuide? Guide = null) : Job(Id);

/// <param name="Loss">Mean training loss of the shard.</param>
public sealed record ShardTrained(ArtifactId Checkpoint, double Loss) : JobResult;

/// <summary>Average the checkpoints of a round's shards into the round's.</summary>
/// <param name="Shards">In the order of the shards.</param>
public sealed record MergeShardsJob(string Id, int Round, ImmutableArray<ArtifactId> Shards, ActiveChoices Active) : Job(Id);

/// <param name="Accuracy">As in <see cref="RoundTrained"/>.</param>
public sealed record ShardsMerged(ArtifactId Checkpoint, double Accuracy) : JobResult;

/// <summary>Judge every active choice by scored random paths and the estimator (search-space regularization).</summary>
/// <param name="MoreEstimators">Those of the devices beyond the first: a choice is dropped only if it is dominated on every device. Null where there is one.</param>
public sealed record RegularizeJob(
    string Id, int Round, ArtifactId Checkpoint, ArtifactId Estimator, ActiveChoices Active,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<ArtifactId>? MoreEstimators = null) : Job(Id);

public sealed record Regularized(ImmutableArray<ChoiceEvidence> Evidence) : JobResult;

/// <summary>Name the candidates of one generation that keep the limit by the estimator.</summary>
/// <param name="Strategy">Name of the exploration strategy.</param>
/// <param name="Generation">From 0.</param>
/// <param name="Count">How many candidates, none of which is in <paramref name="Scored"/>.</param>
public sealed record ProposeJob(
    string Id, string Strategy, int Generation, int Count, ArtifactId Estimator, double LimitMilliseconds, ActiveChoices Active, ImmutableArray<ScoredCandidate> Scored) : Job(Id);

public sealed record Proposed(ImmutableArray<Candidate> Candidates) : JobResult;

/// <summary>Score paths of the supernet: batch-norm statistics recalibrated for each, then accuracy on validation images.</summary>
/// <param name="Images">Validation images per path.</param>
public sealed record ScoreJob(string Id, ArtifactId Checkpoint, ImmutableArray<Architecture> Architectures, int Images) : Job(Id);

/// <param name="Accuracies">0..1, in the order of the job's architectures.</param>
public sealed record Scored(ImmutableArray<double> Accuracies) : JobResult;

/// <summary>One epoch of training a network from scratch, from the checkpoint before it.</summary>
/// <param name="Subject">What the network is in this search: <c>winner</c>, <c>mobilenetv2</c> or <c>random</c>.</param>
/// <param name="Epoch">From 0.</param>
public sealed record TrainEpochJob(string Id, string Subject, NetworkRef Network, int Epoch, ArtifactId? Checkpoint) : Job(Id);

/// <param name="Accuracy">On the validation images, 0..1.</param>
public sealed record EpochTrained(ArtifactId Checkpoint, double Loss, double Accuracy) : JobResult;

/// <summary>Test a trained network on the test set, the only time that anything sees it, and write its files.</summary>
public sealed record FinishJob(string Id, string Subject, NetworkRef Network, ArtifactId Checkpoint) : Job(Id);

/// <param name="TestAccuracy">0..1.</param>
/// <param name="Onnx">The network as an ONNX file; null, as is what follows, where the accuracy was looked up.</param>
/// <param name="Safetensors">Its weights under the names that <see cref="Network"/> gives.</param>
/// <param name="MaxDifference">Largest absolute difference between the logits of ONNX Runtime and of the trained network.</param>
public sealed record Finished(double TestAccuracy, ArtifactId? Onnx, ArtifactId? Safetensors, double? MaxDifference) : JobResult;

/// <summary>The job could not be done: the message names what, why and the next step.</summary>
/// <param name="Permanent">Whether another try would fail likewise.</param>
public sealed record JobFailed(string Message, bool Permanent) : JobResult;

/// <summary>What every job of a search needs besides itself.</summary>
/// <param name="Input">Shape of the data set's images, and its classes.</param>
public sealed record SearchContext(SearchId Search, SearchSpec Spec, InputShape Input);
