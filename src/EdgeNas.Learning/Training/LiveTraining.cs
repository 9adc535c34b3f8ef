using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Learning.Modules;

namespace EdgeNas.Learning.Training;

/// <summary>
/// A module and its optimizer, kept between consecutive jobs of one training: what the next job would read from the checkpoint is still in memory, bit by bit.
/// Not thread-safe.
/// </summary>
internal sealed class LiveTraining<TModule> : IDisposable
    where TModule : ImageClassifier
{
    private (SearchId Search, string Subject, ArtifactId Checkpoint) _key;
    private TModule? _module;
    private NesterovSgd? _optimizer;

    /// <summary>Takes what is kept where it is what <paramref name="checkpoint"/> holds; else builds anew and reads the checkpoint, if there is one.</summary>
    /// <param name="done">Rounds or epochs behind the checkpoint.</param>
    public (TModule Module, NesterovSgd Optimizer) Take(JobEnvironment environment, string subject, ArtifactId? checkpoint, int done, OptimizerSpec spec, Func<TModule> build)
    {
        var (module, optimizer) = (_module, _optimizer);
        if (module is not null && optimizer is not null && checkpoint is { } known && _key == (environment.Search.Search, subject, known))
        {
            // Kept again only once the job is done: a job that fails half-way must not be gone on with.
            (_module, _optimizer) = (null, null);
            return (module, optimizer);
        }

        Dispose();
        module = build();
        optimizer = new NesterovSgd(module, spec);
        try
        {
            if (checkpoint is { } id) Checkpoint.Read(environment.Artifacts.Get(id), $"Checkpoint {id}", done, module, optimizer);
        }
        catch
        {
            optimizer.Dispose();
            module.Dispose();
            throw;
        }

        return (module, optimizer);
    }

    /// <summary>Keeps what a job has trained, under the checkpoint that it wrote.</summary>
    public void Keep(JobEnvironment environment, string subject, ArtifactId checkpoint, TModule module, NesterovSgd optimizer)
    {
        _key = (environment.Search.Search, subject, checkpoint);
        (_module, _optimizer) = (module, optimizer);
    }

    public void Dispose()
    {
        _module?.Dispose();
        _optimizer?.Dispose();
        (_module, _optimizer) = (null, null);
    }
}
