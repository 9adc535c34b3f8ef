using EdgeNas.Domain.Jobs;

namespace EdgeNas.Learning.Training;

/// <summary>Reports a training's progress, at most twice a second. Not thread-safe.</summary>
internal sealed class ProgressReporter(TimeProvider time, JobEnvironment environment, string what, int steps)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    private readonly long _start = time.GetTimestamp();
    private long _last = time.GetTimestamp();
    private long _images;

    /// <param name="done">Steps done.</param>
    public void Step(int done, int images, double loss)
    {
        _images += images;
        if (done < steps && time.GetElapsedTime(_last) < Interval) return;
        _last = time.GetTimestamp();
        double perSecond = _images / Math.Max(time.GetElapsedTime(_start).TotalSeconds, 1e-3);
        environment.Report(new JobProgress((double)done / steps, $"{what}, step {done} of {steps}, loss {loss:0.000}, {perSecond:0} images/s"));
    }
}
