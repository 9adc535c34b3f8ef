using System.Diagnostics.CodeAnalysis;
using Akka.Event;

namespace Akka.Cluster;

/// <summary>What runs once something has happened to this node; once, each on a thread of the pool. Thread safe.</summary>
internal sealed class SelfCallbacks
{
    private readonly TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ILoggingAdapter? _log;

    public bool HasHappened => _happened.Task.IsCompleted;

    public Task AsTask() => _happened.Task;

    public void Add(Action callback) => _happened.Task.ContinueWith(_ => Run(callback), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    public void Happen(ILoggingAdapter log)
    {
        _log = log;
        _happened.TrySetResult();
    }

    [SuppressMessage("Design", "CA1031", Justification = "A callback's failure concerns its owner; it is logged.")]
    private void Run(Action callback)
    {
        try
        {
            callback();
        }
        catch (Exception error)
        {
            _log?.Error(error, "A callback failed: {0}", error.Message);
        }
    }
}
