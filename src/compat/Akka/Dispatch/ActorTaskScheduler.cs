using System.Runtime.ExceptionServices;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>
/// Runs the steps of an actor's asynchronous handlers one at a time as that actor, so that Context, Self and Sender hold after every await. No other
/// message is handled until the handler has ended. Each incarnation of an actor has its own: what a former one still awaits cannot resume its successor.
/// </summary>
public sealed class ActorTaskScheduler : TaskScheduler
{
    private readonly ActorCell _cell;

    /// <summary>Asynchronous steps that have not ended: a step may start others.</summary>
    private int _running;

    internal ActorTaskScheduler(ActorCell cell) => _cell = cell;

    public override int MaximumConcurrencyLevel => 1;

    public static void RunTask(Action action) => RunTask(() =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <summary>Starts an asynchronous step of the current actor; a failure of it is handled as if the message's handler had thrown.</summary>
    /// <exception cref="InvalidOperationException">No actor runs on this thread.</exception>
    public static void RunTask(Func<Task> asyncAction)
    {
        var cell = InternalCurrentActorCellKeeper.Current ?? throw new InvalidOperationException("RunTask must be called from an actor context.");
        cell.TaskScheduler.Start(asyncAction);
    }

    internal void Run(Task task) => TryExecuteTask(task);

    protected override void QueueTask(Task task)
    {
        if (InternalCurrentActorCellKeeper.Current == _cell) TryExecuteTask(task);
        else _cell.SendSystemMessage(new ActorTask(task, this));
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && InternalCurrentActorCellKeeper.Current == _cell && TryExecuteTask(task);

    protected override IEnumerable<Task>? GetScheduledTasks() => null;

    private void Start(Func<Task> asyncAction)
    {
        var mailbox = _cell.Mailbox;
        _running++;
        mailbox.BeginAwait();
        var outer = new Task<Task>(asyncAction);
        outer.RunSynchronously(this);
        var inner = outer.Unwrap();
        if (inner.IsCompleted) Complete(inner);
        else inner.ContinueWith(Complete, CancellationToken.None, TaskContinuationOptions.None, this);
    }

    private void Complete(Task task)
    {
        if (_cell.TaskScheduler != this) return;
        if (--_running == 0) _cell.Mailbox.EndAwait();
        if (task.IsCompletedSuccessfully)
        {
            if (_running > 0) return;
            _cell.CurrentMessage = null;
            _cell.ReceiveTimeouts.Reschedule();
            return;
        }

        var error = task.IsCanceled ? new TaskCanceledException(task) : task.Exception!.InnerExceptions.Count == 1 ? task.Exception.InnerException! : task.Exception;
        _cell.Faults.HandleInvokeFailure(ExceptionDispatchInfo.Capture(error).SourceException, []);
    }
}
