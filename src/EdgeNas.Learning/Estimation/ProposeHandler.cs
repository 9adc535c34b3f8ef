using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.LatencyModels.Encoding;

namespace EdgeNas.Learning.Estimation;

/// <summary>Does <see cref="ProposeJob"/>s: the named strategy proposes, the stored estimator prices.</summary>
public sealed class ProposeHandler : IJobHandler
{
    public bool CanHandle(Job job) => job is ProposeJob;

    public JobResult Handle(Job job, JobEnvironment environment, CancellationToken cancellation)
    {
        var propose = (ProposeJob)job;
        var strategy = ExplorationStrategies.Find(propose.Strategy);
        var estimator = EstimatorFile.Parse(environment.Artifacts.Get(propose.Estimator), $"artifact {propose.Estimator}");
        var spec = environment.Search.Spec;
        return new Proposed(strategy.Propose(new ExplorationRequest
        {
            Seed = spec.Seed,
            Generation = propose.Generation,
            Count = propose.Count,
            Active = propose.Active,
            Scored = propose.Scored,
            LimitMilliseconds = propose.LimitMilliseconds,
            Latency = architecture =>
            {
                cancellation.ThrowIfCancellationRequested();
                return estimator.Predict(architecture).Milliseconds;
            },
            Mutation = spec.Explore.Mutation,
            Features = spec.Space.Kind == SpaceKind.Cell ? CellFeatures.Of : null,
        }));
    }
}
