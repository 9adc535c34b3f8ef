using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

/// <summary>Start, failure, restart and end of an actor.</summary>
internal sealed class CellFaults(ActorCell cell)
{
    /// <summary>Whose failure suspended the actor: itself or the child whose failure it escalated; null while it has not failed.</summary>
    private IActorRef? _perpetrator;
    private bool _failedInPostRestart;

    /// <summary>True from a failure until the supervisor has decided, and while the actor ends.</summary>
    public bool HasFailed => _perpetrator is not null;

    public void Create(ActorInitializationException? failure)
    {
        if (failure is not null) throw failure;
        try
        {
            cell.NewActor().AroundPreStart();
            cell.NoteLifecycle("Started", cell.Actor);
            cell.ReceiveTimeouts.Reschedule();
        }
        catch (Exception error)
        {
            Discard();
            throw new ActorInitializationException(cell.Self, "Exception during creation", error);
        }
    }

    /// <summary>Suspends the actor and its children and leaves the decision to the parent.</summary>
    public void HandleInvokeFailure(Exception cause, IReadOnlyCollection<IActorRef> childrenNotToSuspend)
    {
        if (HasFailed) return;
        cell.Mailbox.Suspend();
        var blamed = cell.CurrentMessage is Failed escalated ? escalated.Child : cell.Self;
        _perpetrator = blamed;
        cell.Children.SuspendAll(blamed.Equals(cell.Self) ? childrenNotToSuspend : [.. childrenNotToSuspend, blamed]);
        cell.Parent.SendSystemMessage(new Failed(cell.Self, cause, cell.Self.Path.Uid));
    }

    /// <summary>Lets the actor's strategy decide about a failed child; what it does not decide is its own failure.</summary>
    public void HandleChildFailure(Failed failed)
    {
        if (cell.Children.Find(failed.Child) is not { } stats || cell.Actor is null) return;
        object? message = cell.CurrentMessage;
        var sender = cell.GivenSender;
        cell.CurrentMessage = failed;
        cell.GivenSender = failed.Child;
        try
        {
            if (!Strategy().HandleFailure(cell, failed.Child, failed.Cause, stats, cell.Children.Stats)) HandleInvokeFailure(failed.Cause, []);
        }
        catch (Exception error)
        {
            // A decider that throws has not decided.
            HandleInvokeFailure(error, []);
        }
        finally
        {
            cell.CurrentMessage = message;
            cell.GivenSender = sender;
        }
    }

    public void HandleChildTerminated(IActorRef child)
    {
        var waiting = cell.Children.Remove(child);
        if (cell.Actor is not null) Strategy().HandleChildTerminated(cell, child, cell.Children.WhenAsked());
        switch (waiting)
        {
            case WaitReason.Recreation recreation:
                FinishRecreate(recreation.Cause);
                break;
            case WaitReason.Creation:
                FinishCreate();
                break;
            case WaitReason.Termination:
                FinishTerminate();
                break;
        }
    }

    public void Suspend()
    {
        cell.Mailbox.Suspend();
        cell.Children.SuspendAll([]);
    }

    public void Resume(Exception? causedByFailure)
    {
        if (cell.Actor is null || _failedInPostRestart)
        {
            // It failed before there was an actor that could go on.
            CreateAgain($"Changing Resume into Create after {causedByFailure}");
            return;
        }

        var perpetrator = _perpetrator;
        cell.Mailbox.Resume();
        if (causedByFailure is not null) _perpetrator = null;
        cell.Children.ResumeAll(causedByFailure, perpetrator);
    }

    public void Recreate(Exception cause)
    {
        if (cell.Actor is not { } failed)
        {
            CreateAgain($"Changing Recreate into Create after {cause}");
            return;
        }

        if (!cell.Children.IsNormal)
        {
            // On its way out already; only the count of suspensions must stay balanced.
            Resume(null);
            return;
        }

        cell.NoteLifecycle("Restarting");
        object? message = cell.CurrentMessage;
        try
        {
            if (!_failedInPostRestart) failed.AroundPreRestart(cause, message!);
        }
        catch (Exception error)
        {
            cell.PublishError(new PreRestartException(cell.Self, error, cause, message), error.Message);
        }

        if (!cell.Children.WaitFor(new WaitReason.Recreation(cause))) FinishRecreate(cause);
    }

    public void Terminate()
    {
        cell.ReceiveTimeouts.Set(null);
        cell.Watching.UnwatchAll();
        cell.Children.StopAll();
        bool wasTerminating = cell.Children.IsTerminating;
        if (!cell.Children.WaitFor(new WaitReason.Termination()))
        {
            cell.Children.End();
            FinishTerminate();
        }
        else if (!wasTerminating)
        {
            // No message is handled while the children stop, and no failure is reported any more.
            cell.Mailbox.Suspend();
            _perpetrator = cell.Self;
        }
    }

    private SupervisorStrategy Strategy() => cell.Props.SupervisorStrategy ?? cell.Actor!.OwnStrategy;

    private void Discard()
    {
        cell.CancelTimers();
        cell.ReceiveTimeouts.Set(null);
        cell.ClearActor();
    }

    private void CreateAgain(string why)
    {
        cell.PublishError(null, why);
        cell.ReceiveTimeouts.Set(null);
        cell.Children.StopAll();
        if (!cell.Children.WaitFor(new WaitReason.Creation())) FinishCreate();
    }

    private void FinishCreate()
    {
        cell.ClearActor();
        _failedInPostRestart = false;
        cell.Mailbox.Resume();
        _perpetrator = null;
        try
        {
            Create(null);
        }
        catch (Exception error)
        {
            HandleInvokeFailure(error, []);
        }
    }

    private void FinishRecreate(Exception cause)
    {
        var survivors = cell.Children.All;
        cell.CancelTimers();
        cell.ClearActor();
        _failedInPostRestart = false;
        cell.Mailbox.Resume();
        _perpetrator = null;
        try
        {
            cell.NewActor().AroundPostRestart(cause, null!);
            cell.ReceiveTimeouts.Reschedule();
            cell.NoteLifecycle("Restarted", cell.Actor);
        }
        catch (Exception error)
        {
            // An instance that could be built gets its PostStop, when the supervisor has decided so, but no PreRestart.
            _failedInPostRestart = cell.Actor is not null;
            cell.CancelTimers();
            cell.ReceiveTimeouts.Set(null);
            HandleInvokeFailure(new PostRestartException(cell.Self, error, cause), survivors);
            return;
        }

        foreach (var child in survivors) child.Restart(cause);
    }

    private void FinishTerminate()
    {
        try
        {
            cell.Actor?.AroundPostStop();
            cell.NoteLifecycle("Stopped");
        }
        catch (Exception error)
        {
            cell.PublishError(error, error.Message);
        }
        finally
        {
            cell.CancelTimers();
            cell.ReceiveTimeouts.Set(null);
            cell.ReleaseStash();
            cell.Mailbox.Close();
            cell.Dispatcher.Detach();
            cell.Parent.SendSystemMessage(new DeathWatchNotification(cell.Self, existenceConfirmed: true, addressTerminated: false));
            cell.Watching.TellWatchersWeDied();
            cell.Watching.UnwatchAll();
            cell.ClearActor();
        }
    }
}
