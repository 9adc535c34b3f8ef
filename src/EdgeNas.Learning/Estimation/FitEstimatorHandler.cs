using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.Estimation;

/// <summary>Does <see cref="FitEstimatorJob"/>s: fits the estimator, judges it, stores it, and names what should be measured next.</summary>
public sealed class FitEstimatorHandler : IJobHandler
{
    public bool CanHandle(Job job) => job is FitEstimatorJob;

    public JobResult Handle(Job job, JobEnvironment environment, CancellationToken cancellation)
    {
        var fit = (FitEstimatorJob)job;
        var (_, spec, input) = environment.Search;
        var costs = SpaceCosts.Of(spec.Space, input);
        var data = new EstimatorData(OneHotEncoding.Of(spec.Space), fit.Samples, architecture => costs.Of(architecture).MultiplyAdds);
        string stream = $"estimator/{fit.Fit}";
        var fitted = EstimatorFitting.Fit(
            data,
            spec.Estimator,
            spec.Seed,
            stream,
            () => environment.Machine.Step(cancellation),
            fraction => environment.Report(new JobProgress(fraction, $"fitting the estimator to {fit.Samples.Length} measurements")));
        var model = environment.Artifacts.Put(EstimatorFile.ToBytes(fitted.Estimator, spec.Space.Name, fit.Device ?? spec.Device));
        var uncertain = UncertainArchitectures.Choose(
            fitted.Estimator, spec.Space.AllChoices(), data.Architectures, fit.Suggest, new SeedStream(spec.Seed, $"{stream}/uncertain"));
        return new EstimatorFit(fitted.Report, model, uncertain);
    }
}
