using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace EdgeNas.Learning.Data;

/// <summary>
/// Prepares the batches of consecutive steps: on a thread of its own, a few ahead of the training that takes them, or each when it is taken. One consumer, which owns
/// what it takes; dispose it to stop the thread.
/// </summary>
public sealed class BatchSource<TBatch> : IDisposable
    where TBatch : class
{
    private const int Ahead = 4;

    private readonly BlockingCollection<TBatch> _ready = new(Ahead);
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread? _thread;
    private readonly IEnumerator<TBatch> _batches;
    private ExceptionDispatchInfo? _failure;

    /// <param name="prepare">Called on the thread that prepares.</param>
    /// <param name="ahead">Whether a thread of its own may take a processor's time beside the training.</param>
    /// <param name="stride">From one step's number to the next's.</param>
    public BatchSource(BatchPlan plan, Func<ImageBatch, TBatch> prepare, bool ahead, int firstStep, int steps, int stride = 1)
    {
        _batches = Prepared(plan, prepare, firstStep, steps, stride).GetEnumerator();
        if (!ahead) return;
        _thread = new Thread(Produce) { IsBackground = true, Name = "batches" };
        _thread.Start();
    }

    /// <summary>The next step's batch; waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">All steps were taken.</exception>
    public TBatch Next(CancellationToken cancellation)
    {
        if (_thread is null)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_batches.MoveNext()) return _batches.Current;
        }
        else if (_ready.TryTake(out var batch, Timeout.Infinite, cancellation))
        {
            return batch;
        }

        _failure?.Throw();
        throw new InvalidOperationException("every batch of this source was taken");
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread?.Join();
        _batches.Dispose();
        foreach (var left in _ready) (left as IDisposable)?.Dispose();
        _stop.Dispose();
        _ready.Dispose();
    }

    private static IEnumerable<TBatch> Prepared(BatchPlan plan, Func<ImageBatch, TBatch> prepare, int firstStep, int steps, int stride)
    {
        for (int i = 0; i < steps; i++) yield return prepare(plan.Batch(firstStep + (i * stride)));
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

    private void Produce()
    {
        try
        {
            while (_batches.MoveNext()) Add(_batches.Current);
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
