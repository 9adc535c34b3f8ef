using Akka.Actor;
using Akka.Persistence;

namespace Compat.Akka.Tests.Persistence;

/// <summary>Keeps notes as events and tells a probe everything it does.</summary>
public sealed class LedgerActor : ReceivePersistentActor
{
    private readonly IActorRef _probe;
    private Notes _notes = Notes.None;
    private bool _fromSnapshot;

    public LedgerActor(string persistenceId, IActorRef probe, Recovery? recovery = null, string journalPluginId = "")
    {
        PersistenceId = persistenceId;
        _probe = probe;
        Recovery = recovery ?? Recovery.Default;
        JournalPluginId = journalPluginId;

        Recover<SnapshotOffer>(offer =>
        {
            _notes = (Notes)offer.Snapshot;
            _fromSnapshot = true;
        });
        Recover<Noted>(Apply);
        Recover<RecoveryCompleted>(_ => probe.Tell(new Recovered(_notes, LastSequenceNr, _fromSnapshot)));

        Command<Note>(note =>
        {
            Tell($"command {string.Join('+', note.Texts)}");
            foreach (string text in note.Texts) Persist(new Noted(text), Handled);
        });
        Command<NoteAll>(note => PersistAll(note.Texts.Select(text => new Noted(text)), Handled));
        Command<NoteAsync>(note =>
        {
            Tell($"command {string.Join('+', note.Texts)}");
            foreach (string text in note.Texts) PersistAsync(new Noted(text), Handled);
            DeferAsync($"after {string.Join('+', note.Texts)}", Tell);
        });
        Command<NoteUnserializable>(note => Persist(new Unserializable(note.Text), _ => Tell("stored what can't be stored")));
        Command<Ask>(ask => Sender.Tell(new Did($"answer {ask.Id}: {string.Join(',', _notes.Texts)} at {LastSequenceNr}")));
        Command<TakeSnapshot>(_ => SaveSnapshot(_notes));
        Command<DeleteEvents>(delete => DeleteMessages(delete.To));
        Command<Fail>(_ => throw new InvalidOperationException("asked to fail"));
        Command<SaveSnapshotSuccess>(probe.Tell);
        Command<SaveSnapshotFailure>(probe.Tell);
        Command<DeleteMessagesSuccess>(probe.Tell);
    }

    public override string PersistenceId { get; }

    public override Recovery Recovery { get; }

    public static Props Props(string persistenceId, IActorRef probe, Recovery? recovery = null, string journalPluginId = "") =>
        global::Akka.Actor.Props.Create(() => new LedgerActor(persistenceId, probe, recovery, journalPluginId));

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) => Tell($"rejected {sequenceNr}: {cause.Message}");

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => Tell($"failed {sequenceNr}: {cause.Message}");

    protected override void OnRecoveryFailure(Exception reason, object? message = null) => Tell($"recovery failed: {reason.Message}");

    private void Handled(Noted noted)
    {
        Apply(noted);
        Tell($"stored {noted.Text} as {LastSequenceNr}");
    }

    private void Apply(Noted noted) => _notes = new Notes(_notes.Texts.Add(noted.Text));

    private void Tell(string what) => _probe.Tell(new Did(what));
}
