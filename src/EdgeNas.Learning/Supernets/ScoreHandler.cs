using EdgeNas.Domain.Jobs;
using EdgeNas.Learning.Data;

namespace EdgeNas.Learning.Supernets;

/// <summary>Scores paths of the supernet for the exploration.</summary>
public sealed class ScoreHandler(SplitsCache data) : IJobHandler, IDisposable
{
    private readonly LoadedSupernet _supernet = new(data);

    public bool CanHandle(Job job) => job is ScoreJob;

    public JobResult Handle(Job job, JobEnvironment environment, CancellationToken cancellation)
    {
        var score = (ScoreJob)job;
        return new Scored(_supernet.Score(environment, score.Checkpoint, score.Architectures, score.Images, cancellation));
    }

    public void Dispose() => _supernet.Dispose();
}
