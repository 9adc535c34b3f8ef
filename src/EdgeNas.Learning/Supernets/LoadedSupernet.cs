using System.Collections.Immutable;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Modules;
using EdgeNas.Learning.Training;

namespace EdgeNas.Learning.Supernets;

/// <summary>
/// The supernet of the checkpoint that was scored last, with the images that it is scored on, kept for the next job that needs them. Not thread-safe.
/// </summary>
internal sealed class LoadedSupernet(SplitsCache data) : IDisposable
{
    private (SearchId Search, ArtifactId Checkpoint) _supernetKey;
    private (SearchId Search, int Images) _scorerKey;
    private Supernet? _supernet;
    private PathScorer? _scorer;

    /// <summary>Inherited accuracies, 0..1, in the order of <paramref name="paths"/>.</summary>
    public ImmutableArray<double> Score(
        JobEnvironment environment, ArtifactId checkpoint, IReadOnlyList<Architecture> paths, int images, CancellationToken cancellation)
    {
        var compute = ComputeTarget.Prepare(environment);
        var (supernet, scorer) = Load(environment, compute, checkpoint, images);
        var accuracies = ImmutableArray.CreateBuilder<double>(paths.Count);
        foreach (var path in paths)
        {
            accuracies.Add(scorer.Score(supernet, path, environment.Machine, cancellation));
            environment.Report(new JobProgress((double)accuracies.Count / paths.Count, $"path {accuracies.Count} of {paths.Count}: accuracy {accuracies[^1]:0.0%}"));
        }

        return accuracies.MoveToImmutable();
    }

    public void Dispose()
    {
        _supernet?.Dispose();
        _scorer?.Dispose();
        (_supernet, _scorer) = (null, null);
    }

    private (Supernet Supernet, PathScorer Scorer) Load(JobEnvironment environment, ComputeTarget compute, ArtifactId checkpoint, int images)
    {
        var (search, spec) = (environment.Search.Search, environment.Search.Spec);
        if (_scorer is null || _scorerKey != (search, images))
        {
            _scorer?.Dispose();
            _scorer = null;
            _scorer = new PathScorer(data.Of(spec), spec, images, compute);
            _scorerKey = (search, images);
        }

        if (_supernet is null || _supernetKey != (search, checkpoint))
        {
            _supernet?.Dispose();
            _supernet = null;
            var supernet = new Supernet(spec.Space, environment.Search.Input, spec.Seed, compute);
            Checkpoint.Read(environment.Artifacts.Get(checkpoint), $"Checkpoint {checkpoint}", null, supernet, null);
            _supernet = supernet;
            _supernetKey = (search, checkpoint);
        }

        return (_supernet, _scorer);
    }
}
