using Akka.Actor;
using Akka.Persistence;

namespace Compat.Akka.Tests.Persistence.Contract;

/// <summary>A persistent actor whose behaviour each test writes down in place. What it calls <see cref="Did"/> with reaches a probe, in order.</summary>
public sealed class ScriptedActor : ReceivePersistentActor
{
    private readonly IActorRef _probe;
    private readonly Recovery _recovery;

    public ScriptedActor(string persistenceId, IActorRef probe, Action<ScriptedActor> script, Recovery? recovery = null)
    {
        PersistenceId = persistenceId;
        _probe = probe;
        _recovery = recovery ?? Recovery.Default;
        script(this);
    }

    public override string PersistenceId { get; }

    public override Recovery Recovery => _recovery;

    public IActorRef Me => Self;

    public IActorRef From => Sender;

    /// <summary>Runs instead of the default reaction, which logs an error.</summary>
    public Action<Exception, object, long>? PersistFailed { get; set; }

    public Action<Exception, object, long>? PersistRejected { get; set; }

    public Action<Exception, object?>? RecoveryFailed { get; set; }

    public Action? Replayed { get; set; }

    public Action<Exception, object?>? Restarting { get; set; }

    public Action? Stopped { get; set; }

    public void Did(string what) => _probe.Tell(what, ActorRefs.NoSender);

    public void On<T>(Action<T> handler) => Command(handler);

    public void On(string command, Action handler) => Command<string>(text => text == command, _ => handler());

    public void OnAsync(string command, Func<Task> handler) => CommandAsync<string>(text => text == command, _ => handler());

    public void OnAny(Action<object> handler) => CommandAny(handler);

    public void OnRecover<T>(Action<T> handler) => Recover(handler);

    public void Switch(Action configure) => Become(configure);

    /// <summary>Tells every replayed event, with its number, and the end of recovery.</summary>
    public void TellRecovery()
    {
        Recover<string>(text => Did($"replayed {text} as {LastSequenceNr}"));
        Recover<SnapshotOffer>(offer => Did($"snapshot {offer.Snapshot} at {offer.Metadata.SequenceNr}"));
        Recover<RecoveryCompleted>(_ => Did($"recovered at {LastSequenceNr}"));
    }

    public void Handled(string text) => Did($"stored {text} as {LastSequenceNr}");

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        if (PersistFailed is null) base.OnPersistFailure(cause, @event, sequenceNr);
        else PersistFailed(cause, @event, sequenceNr);
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        if (PersistRejected is null) base.OnPersistRejected(cause, @event, sequenceNr);
        else PersistRejected(cause, @event, sequenceNr);
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        if (RecoveryFailed is null) base.OnRecoveryFailure(reason, message);
        else RecoveryFailed(reason, message);
    }

    protected override void OnReplaySuccess()
    {
        base.OnReplaySuccess();
        Replayed?.Invoke();
    }

    protected override void PreRestart(Exception reason, object message)
    {
        Restarting?.Invoke(reason, message);
        base.PreRestart(reason, message);
    }

    protected override void PostStop()
    {
        Stopped?.Invoke();
        base.PostStop();
    }
}
