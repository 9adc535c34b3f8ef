using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Devices;

namespace EdgeNas.Domain.Jobs;

/// <summary>How far a job is; for people, never stored.</summary>
/// <param name="Fraction">0..1.</param>
/// <param name="Text">One line, such as <c>step 120 of 400, loss 0.71</c>.</param>
public sealed record JobProgress(double Fraction, string Text);

/// <summary>What a handler may use while it works.</summary>
/// <param name="Gpu">Number of the graphics processor, counted from 0, for searches that compute on one.</param>
public sealed record JobEnvironment(SearchContext Search, IArtifactStore Artifacts, MachineGate Machine, Action<JobProgress> Report, int Gpu = 0);

/// <summary>Does jobs of some kinds. Blocks the thread that calls it, which is never an actor's; one job at a time.</summary>
public interface IJobHandler
{
    bool CanHandle(Job job);

    /// <exception cref="OperationCanceledException">Cancelled, at a step boundary.</exception>
    /// <exception cref="EdgeNasException">The job can't be done; becomes a <see cref="JobFailed"/>.</exception>
    JobResult Handle(Job job, JobEnvironment environment, CancellationToken cancellation);
}
