using System.Collections.Immutable;
using System.Text;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Regularization;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Hosting.Settings;

namespace EdgeNas.Hosting.Tests;

/// <summary>
/// A whole search that might have been: the real decisions and the real plan, with a worker that makes its results up from the seed. Nothing is trained or timed.
/// </summary>
internal sealed class SearchFixture
{
    private static readonly DeviceIdentity Device = new("local-cpu", "Example Processor 9000 × 2", "governor performance", "onnxruntime 1.30.0", "fp32", 1, 1);

    private readonly IArtifactStore _artifacts;
    private readonly ImmutableArray<StoredEvent>.Builder _events = ImmutableArray.CreateBuilder<StoredEvent>();
    private readonly SeedStream _order;
    private DateTimeOffset _now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private SearchFixture(LoadedSearch loaded, IArtifactStore artifacts)
    {
        _artifacts = artifacts;
        _order = new SeedStream(loaded.Spec.Seed, "fixture/order");
        var versions = ImmutableSortedDictionary<string, string>.Empty.Add("edgenas", "0.1.0").Add("dotnet", "10.0.0").Add("onnxruntime", "1.30.0").Add("libtorch", "1.13.1");
        var created = new SearchCreated(new SearchId($"{loaded.Spec.Name}-20260304-050607"), loaded.Spec, loaded.Input, loaded.Settings, versions);
        State = null!;
        Store(SearchDecisions.Create(created), null);
    }

    public SearchState State { get; private set; }

    public ImmutableArray<StoredEvent> Events => _events.ToImmutable();

    /// <summary>Plays a search until it has nothing left to do, or <paramref name="until"/> holds.</summary>
    public static SearchFixture Play(LoadedSearch loaded, IArtifactStore artifacts, Func<SearchState, bool>? until = null)
    {
        var fixture = new SearchFixture(loaded, artifacts);
        while (until?.Invoke(fixture.State) != true && SearchPlan.Of(fixture.State).Jobs is { IsEmpty: false } jobs)
        {
            var job = jobs[fixture._order.Next(jobs.Length)];
            var (result, seconds) = fixture.Do(job);
            fixture._now += TimeSpan.FromSeconds(seconds);
            fixture.Store(SearchDecisions.OnResult(fixture.State, job.Id, result), seconds);
        }

        return fixture;
    }

    /// <summary>The search of <see cref="ExampleSearch"/>.</summary>
    public static SearchFixture Play(IArtifactStore artifacts, Func<SearchState, bool>? until = null) => Play(ExampleSearch.Load(), artifacts, until);

    private void Store(ImmutableArray<SearchEvent> events, double? seconds)
    {
        Assert.NotEmpty(events);
        foreach (var happened in events)
        {
            State = SearchReplay.Apply(State, happened);
            _events.Add(new StoredEvent(happened, _now, seconds));
            seconds = null;
        }
    }

    private (JobResult Result, double Seconds) Do(Job job) => job switch
    {
        ProfileJob profile => (Profile(profile), 1.1 + Noise(job.Id, 0.2)),
        FitEstimatorJob fit => (Fit(fit), 2.4),
        TrainRoundJob round => (new RoundTrained(Put(job.Id), 0.55 + (1.7 * Math.Exp(-round.Round / 3.0)) + Noise(job.Id, 0.02), 0.9 - (0.65 * Math.Exp(-(round.Round + 1) / 2.5)) + Noise(job.Id, 0.008)), 44 + Noise(job.Id, 3)),
        RegularizeJob judge => (Regularize(judge), 21),
        ProposeJob propose => (Propose(propose), 0.2),
        ScoreJob score => (new Scored([.. score.Architectures.Select(architecture => Accuracy(architecture) + Noise($"score {architecture}", 0.004))]), 0.3 * score.Architectures.Length),
        TrainEpochJob epoch => (Epoch(epoch), 31 + Noise(job.Id, 2)),
        FinishJob finish => (new Finished(Final(finish.Network) - 0.004 + Noise(job.Id, 0.001), Put($"onnx {finish.Subject}"), Put($"safetensors {finish.Subject}"), 3.1e-6), 4.2),
        _ => throw new InvalidOperationException(job.Id),
    };

    private Profiled Profile(ProfileJob job)
    {
        double median = Latency(job.Network) * (1 + Noise(job.Id, 0.006));
        double[] samples = [.. Enumerable.Range(0, 60).Select(i => median * (1 + Math.Abs(Noise($"{job.Id} {i}", 0.02))))];
        bool suspect = job.Repetition == 0 && new SeedStream(State.Spec.Seed, job.Id).Next(17) == 0;
        return new Profiled(Device, new Measurement
        {
            MedianMilliseconds = median,
            P95Milliseconds = median * 1.05,
            P99Milliseconds = median * 1.11,
            MedianLowMilliseconds = median * 0.993,
            MedianHighMilliseconds = median * (suspect ? 1.04 : 1.006),
            CoefficientOfVariation = suspect ? 0.09 : 0.021,
            SamplesMilliseconds = [.. samples],
            WarmUpRuns = 40,
            Suspicion = suspect ? "the median's interval is still 4.7 % wide after 2 s" : null,
        });
    }

    private EstimatorFit Fit(FitEstimatorJob job)
    {
        var held = job.Samples.Where((_, i) => i % 5 == 0).ToArray();
        double error = 0.035 / (job.Fit + 1);
        HeldOutPrediction[] predictions = [.. held.Select(sample => new HeldOutPrediction(sample.Architecture, sample.Milliseconds, sample.Milliseconds * (1 + Noise($"fit {job.Fit} {sample.Architecture}", error)), sample.Milliseconds * error))];
        double[] measured = [.. held.Select(sample => sample.Milliseconds)];
        double Noisy(LatencySample sample, string model, double deviation) => sample.Milliseconds * (1 + Noise($"{model} {sample.Architecture}", deviation));
        var report = new EstimatorReport(
            job.Samples.Length - held.Length,
            [
                EstimatorMetrics.Score("ensemble of 5 networks", measured, [.. predictions.Select(p => p.PredictedMilliseconds)]),
                EstimatorMetrics.Score("per-layer sum", measured, [.. held.Select(sample => Noisy(sample, "sum", 0.05))]),
                EstimatorMetrics.Score("multiply-adds", measured, [.. held.Select(sample => Noisy(sample, "macs", 0.12))]),
                EstimatorMetrics.Score("mean", measured, [.. held.Select(_ => measured.Average())]),
            ],
            [.. predictions]);
        var more = ArchitectureSampling.Distinct(State.Active, job.Suggest, new SeedStream(State.Spec.Seed, job.Id), State.Sampled);
        return new EstimatorFit(report, Put(job.Id), [.. more]);
    }

    private Regularized Regularize(RegularizeJob job)
    {
        var paths = ArchitectureSampling.Distinct(job.Active, State.Spec.Regularization.Paths, new SeedStream(State.Spec.Seed, job.Id), []);
        return new Regularized(RegularizationRule.Judge(
            job.Active,
            [.. paths.Select(path => (path, Accuracy(path) + Noise($"{job.Id} {path}", 0.006)))],
            (layer, choice) => LatencyEffect(layer, choice),
            State.Spec.Regularization.Confidence));
    }

    private Proposed Propose(ProposeJob job) => new(ExplorationStrategies.Find(job.Strategy).Propose(new ExplorationRequest
    {
        Seed = State.Spec.Seed,
        Generation = job.Generation,
        Count = job.Count,
        Active = job.Active,
        Scored = job.Scored,
        LimitMilliseconds = job.LimitMilliseconds,
        Latency = architecture => Latency(new NetworkRef(architecture)) * (1 + Noise($"predict {architecture}", 0.012)),
        Mutation = State.Spec.Explore.Mutation,
    }));

    private EpochTrained Epoch(TrainEpochJob job)
    {
        double progress = 1 - Math.Exp(-3.5 * (job.Epoch + 1) / State.Spec.Train.Epochs);
        return new EpochTrained(Put(job.Id), 0.5 + (0.8 * (1 - progress)) + Noise(job.Id, 0.008), 0.7 + ((Final(job.Network) - 0.7) * progress) + Noise(job.Id, 0.002));
    }

    private double Latency(NetworkRef network)
    {
        var built = network.Build(State.Spec.Space, State.Input);
        return 0.08 + (built.MultiplyAdds / 35e6) + (built.Convolutions.Count() * 0.004);
    }

    private double LatencyEffect(int layer, int choice)
    {
        var searchable = State.Spec.Space.Searchable[layer];
        double Cost(LayerChoice c) => searchable.In * searchable.In * c.Expansion * (2 + (c.Kernel * c.Kernel * 0.05)) / 1e6;
        return Cost(searchable.Choices[choice]) - searchable.Choices.Average(Cost);
    }

    private double Accuracy(Architecture architecture)
    {
        var layers = State.Spec.Space.Searchable;
        double gain = architecture.Choices().Select((choice, layer) => layers[layer].Choices[choice] is { IsSkip: false } c ? (0.4 * c.Expansion / 6) + (0.3 * c.Kernel / 7) + Noise($"affinity {layer} {choice}", 0.3) : 0).Sum();
        return 0.74 + (0.17 * gain / layers.Length);
    }

    private double Final(NetworkRef network) => 0.925 + (network.Architecture is { } architecture ? 0.09 * (Accuracy(architecture) - 0.82) : 0.006 * (network.Width - 0.8));

    private double Noise(string name, double deviation) => new SeedStream(State.Spec.Seed, "fixture/" + name).NextGaussian() * deviation;

    private ArtifactId Put(string content) => _artifacts.Put(Encoding.UTF8.GetBytes(content));
}
