using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Tables;
using EdgeNas.Learning.Data;

namespace EdgeNas.Learning.Supernets;

/// <summary>Scores paths of the supernet for the exploration, or looks their accuracies up.</summary>
public sealed class ScoreHandler(SplitsCache data) : IJobHandler, IDisposable
{
    private readonly LoadedSupernet _supernet = new(data);
    private readonly LookupTables _tables = new();

    public bool CanHandle(Job job) => job is ScoreJob;

    public JobResult Handle(Job job, JobEnvironment environment, CancellationToken cancellation)
    {
        var score = (ScoreJob)job;
        if (environment.Search.Spec.AccuracyTable?.Explored is { } source)
        {
            var table = _tables.Of(source, environment.Artifacts);
            return new Scored([.. score.Architectures.Select(architecture => table.Of(architecture) / 100)]);
        }

        return new Scored(_supernet.Score(environment, score.Checkpoint, score.Architectures, score.Images, cancellation));
    }

    public void Dispose() => _supernet.Dispose();
}
