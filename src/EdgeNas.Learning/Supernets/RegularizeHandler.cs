using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Regularization;
using EdgeNas.Domain.Sampling;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Estimation;

namespace EdgeNas.Learning.Supernets;

/// <summary>Gathers what search-space regularization judges by: random active paths scored in the supernet, and each device's estimator's effect of each choice.</summary>
public sealed class RegularizeHandler(SplitsCache data) : IJobHandler, IDisposable
{
    private readonly LoadedSupernet _supernet = new(data);

    public bool CanHandle(Job job) => job is RegularizeJob;

    public JobResult Handle(Job job, JobEnvironment environment, CancellationToken cancellation)
    {
        var regularize = (RegularizeJob)job;
        var spec = environment.Search.Spec;
        double[][][] latencies =
        [
            .. new[] { regularize.Estimator }.Concat(regularize.MoreEstimators ?? [])
                .Select(id => EstimatorFile.Parse(environment.Artifacts.Get(id), $"Estimator {id}").ChoiceEffects(regularize.Active, spec.Seed)),
        ];
        var paths = ArchitectureSampling.Distinct(
            regularize.Active, spec.Regularization.Paths, new SeedStream(spec.Seed, $"regularize/{regularize.Round}/paths"), []);
        var accuracies = _supernet.Score(environment, regularize.Checkpoint, paths, spec.Regularization.Images, cancellation);
        return new Regularized(RegularizationRule.JudgeAll(
            regularize.Active,
            [.. paths.Zip(accuracies)],
            [.. latencies.Select(effects => (Func<int, int, double>)((layer, choice) => effects[layer][choice]))],
            spec.Regularization.Confidence));
    }

    public void Dispose() => _supernet.Dispose();
}
