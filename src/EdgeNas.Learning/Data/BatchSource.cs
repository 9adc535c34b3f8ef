using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace EdgeNas.Learning.Data;

/// <summary>
/// Prepares the batches of consecutive steps on a thread of its own, a few ahead of the training that takes them. One consumer, which owns what it takes; dispose it
/// to stop the thread.
/// </summary>
public sealed class BatchSource<TBatch> : IDisposable
    where TBatch : class
{
    private const int Ahead = 4;

    private readonly BlockingCollection<TBatch> _ready = new(Ahead);
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _failure;

    /// <param name="prepare">Called on the source's thread.</param>
    /// <param name="stride">From one step's number to the next's.</param>
    public BatchSource(BatchPlan plan, Func<ImageBatch, TBatch> prepare, int firstStep, int steps, int stride = 1)
    {
        _thread = new Thread(() => Produce(plan, prepare, firstStep, steps, stride)) { IsBackground = true, Name = "batches" };
        _thread.Start();
    }

    /// <summary>The next step's batch; waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">All steps were taken.</exception>
    public TBatch Next(CancellationToken cancellation)
    {
        if (_ready.TryTake(out var batch, Timeout.Infinite, cancellation)) return batch;
        _failure?.Throw();
        throw new InvalidOperationException("every batch of this source was taken");
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        foreach (var left in _ready) (left as IDisposable)?.Dispose();
        _stop.Dispose();
        _ready.Dispose();
    }

    private void Add(TBatch batch)
    {
        try
        {
            _ready.Add(batch, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            (batch as IDisposable)?.Dispose();
            throw;
        }
    }

    private void Produce(BatchPlan plan, Func<ImageBatch, TBatch> prepare, int firstStep, int steps, int stride)
    {
        try
        {
            for (int i = 0; i < steps; i++) Add(prepare(plan.Batch(firstStep + (i * stride))));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed before the last batch was taken: nobody waits for more.
        }
#pragma warning disable CA1031 // The top of a thread: the failure is handed to the consumer, which throws it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            _ready.CompleteAdding();
        }
    }
}
