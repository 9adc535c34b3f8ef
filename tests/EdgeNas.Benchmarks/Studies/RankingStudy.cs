using System.Collections.Immutable;
using System.Globalization;
using EdgeNas.Devices.Simulated;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Hosting.Settings;
using EdgeNas.Learning.Data;

namespace EdgeNas.Benchmarks.Studies;

/// <summary>
/// How well supernets rank architectures: trains architectures alone, and supernets with every sampler, with and without search-space regularization, scores the architectures in each with and
/// without batch-norm recalibration, and compares the two orders. Some architectures are drawn from all, some from those that keep the limit.
/// </summary>
internal sealed class RankingStudy(SearchSpec spec, InputShape input, StudyJobs jobs)
{
    public const string Name = "supernet-ranking";

    /// <summary>Architectures drawn from all.</summary>
    private const int FromAll = 30;

    /// <summary>Architectures that keep the limit: those among the former, and others drawn from all that keep it.</summary>
    private const int UnderLimit = 16;

    private static readonly string[] Samplers = ["uniform", "fair", SupernetSpec.Guided];

    public static int Run(string[] options)
    {
        string root = Environment.GetEnvironmentVariable("EDGENAS_ROOT") ?? Directory.GetCurrentDirectory();
        string Option(string name, string otherwise) => Array.IndexOf(options, name) is >= 0 and var at && at + 1 < options.Length ? options[at + 1] : otherwise;
        var search = SearchSpecFile.Load(Path.Combine(root, "hocon", "studies", $"{Name}.conf"), [], Path.Combine(root, "hocon", "spaces"), processors: 1);
        var folders = new DatasetFolders(Environment.GetEnvironmentVariable("EDGENAS_DATA") ?? Path.Combine(root, ".edgenas", "data"));
        string work = Option("--work", Path.Combine(root, ".edgenas", "studies", Name)), into = Option("--out", Path.Combine(root, "docs", "studies"));
        using var jobs = new StudyJobs(work, folders, search.Input, job => Console.WriteLine($"{DateTime.UtcNow:HH:mm:ss} {job}"));
        Directory.CreateDirectory(into);
        // It takes long: what there is can be looked at after each supernet.
        foreach (var table in new RankingStudy(search.Spec, search.Input, jobs).Tables())
        {
            File.WriteAllText(Path.Combine(into, $"{Name}.csv"), table.Csv());
            File.WriteAllText(Path.Combine(into, $"{Name}.md"), table.Markdown());
            Console.Write(table.Markdown());
        }

        return 0;
    }

    /// <summary>The table with one supernet, with two, and so on.</summary>
    private IEnumerable<RankingTable> Tables()
    {
        var (estimator, limit) = Estimator();
        var architectures = Chosen(limit);
        double[] alone = [.. architectures.Select(Alone)];
        double[] milliseconds = [.. architectures.Select(Milliseconds)];
        var supernets = ImmutableArray<RankedSupernet>.Empty;
        foreach (bool regularized in new[] { false, true })
        {
            foreach (string sampler in Samplers)
            {
                // Both leave out what a search under the limit has no use for; together they say little more.
                if (regularized && sampler == SupernetSpec.Guided) continue;
                var (checkpoint, active) = Supernet(sampler, regularized, estimator, limit);
                supernets = supernets.Add(new RankedSupernet(sampler, regularized, active, Scores(checkpoint, architectures, spec.Explore.RecalibrationBatches), Scores(checkpoint, architectures, 0)));
                yield return new RankingTable(spec.Space.AllChoices(), [.. architectures], FromAll, [.. milliseconds], limit, [.. alone], supernets);
            }
        }
    }

    private (ArtifactId Model, double Limit) Estimator()
    {
        var sampled = ArchitectureSampling.Distinct(spec.Space.AllChoices(), spec.Measure.Architectures, new SeedStream(spec.Seed, "measure/uniform"), []);
        ImmutableArray<LatencySample> samples = [.. sampled.Select(architecture => new LatencySample(architecture, Milliseconds(architecture)))];
        double[] latencies = [.. samples.Select(sample => sample.Milliseconds).Order()];
        return (jobs.Do<EstimatorFit>(spec, new FitEstimatorJob("fit/0", 0, samples, 0)).Model, Quantiles.Of(latencies, spec.LatencyLimit.Quantile!.Value));
    }

    private List<Architecture> Chosen(double limit)
    {
        var active = spec.Space.AllChoices();
        List<Architecture> chosen = [.. ArchitectureSampling.Distinct(active, FromAll, new SeedStream(spec.Seed, "study/all"), [])];
        int missing = UnderLimit - chosen.Count(architecture => Milliseconds(architecture) <= limit);
        var more = ArchitectureSampling.Distinct(active, 20 * UnderLimit, new SeedStream(spec.Seed, "study/limit"), chosen).Where(architecture => Milliseconds(architecture) <= limit);
        return [.. chosen, .. more.Take(missing)];
    }

    private double Alone(Architecture architecture)
    {
        EpochTrained? last = null;
        for (int epoch = 0; epoch < spec.Train.Epochs; epoch++)
        {
            last = jobs.Do<EpochTrained>(spec, new TrainEpochJob($"train/{architecture}/{epoch}", architecture.Code, new NetworkRef(architecture), epoch, last?.Checkpoint));
        }

        return last!.Accuracy;
    }

    /// <summary>Rounds as <see cref="AccuracyPlan"/> plans them. They are done as the only shard, since judging a round would change running statistics.</summary>
    private (ArtifactId Checkpoint, ActiveChoices Active) Supernet(string sampler, bool regularized, ArtifactId estimator, double limit)
    {
        var active = spec.Space.AllChoices();
        ArtifactId? checkpoint = null;
        string name = regularized ? $"{sampler}/regularized" : sampler;
        for (int round = 0; round < spec.Supernet.Rounds; round++)
        {
            if (regularized && round >= spec.Regularization.WarmUpRounds && (round - spec.Regularization.WarmUpRounds) % spec.Regularization.Every == 0)
            {
                var judged = jobs.Do<Regularized>(spec, new RegularizeJob($"regularize/{round}", round, checkpoint!.Value, estimator, active));
                active = judged.Evidence.Where(evidence => evidence.Dropped).Aggregate(active, (left, evidence) => left.Without(evidence.Layer, evidence.Choice));
            }

            bool guided = sampler == SupernetSpec.Guided && round >= spec.Supernet.GuidedFrom;
            // Rounds that are alike are done once, whatever they lead to.
            var sampling = spec with { Supernet = spec.Supernet with { Sampler = sampler == SupernetSpec.Guided && !guided ? "uniform" : sampler } };
            var job = new TrainShardJob($"round/{round}", round, 0, checkpoint, active, guided ? new PathGuide([new LatencyBound(estimator, limit)]) : null);
            checkpoint = jobs.Do<ShardTrained>(sampling, job).Checkpoint;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"supernet {name}: {active.Layers.Sum(choices => choices.Length)} choices left"));
        return (checkpoint!.Value, active);
    }

    private ImmutableArray<double> Scores(ArtifactId checkpoint, List<Architecture> architectures, int recalibrationBatches) => jobs.Do<Scored>(
        spec with { Explore = spec.Explore with { RecalibrationBatches = recalibrationBatches } }, new ScoreJob($"score/{recalibrationBatches}", checkpoint, [.. architectures], spec.Explore.Images), $"score-{recalibrationBatches}").Accuracies;

    private double Milliseconds(Architecture architecture) =>
        LatencyFormula.Default.Milliseconds(NetworkBuilder.Build(spec.Space, architecture, input), spec.Measure.Batch, spec.Measure.Threads);
}
