using Akka.Actor;
using Akka.Event;
using Akka.Persistence;

namespace Compat.Akka.Tests.Persistence;

/// <summary>Equality and texts of what persistent actors, journals and snapshot stores say to each other: tests and probes compare them.</summary>
public sealed class ProtocolValueTests
{
    private static readonly Exception _cause = new NotSupportedException("no");
    private static readonly SnapshotMetadata _metadata = new("p", 1, new DateTime(2020, 1, 2, 0, 0, 0, DateTimeKind.Utc));
    private static readonly Persistent _event = new("x", 1, "p", writerGuid: "w");

    public static TheoryData<Func<object>, string> Messages { get; } = new()
    {
        { () => new SelectedSnapshot(_metadata, "s"), "SelectedSnapshot<meta: {0}, snapshot: s>" },
        { () => new SnapshotOffer(_metadata, "s"), "SnapshotOffer<meta: {0}, snapshot: s>" },
        { () => new SaveSnapshot(_metadata, "s"), "SaveSnapshot<meta: {0}, snapshot: s>" },
        { () => new SaveSnapshotSuccess(_metadata), "SaveSnapshotSuccess<{0}>" },
        { () => new SaveSnapshotFailure(_metadata, _cause), "SaveSnapshotFailure<meta: {0}, cause: {2}>" },
        { () => new DeleteSnapshot(_metadata), "DeleteSnapshot<meta: {0}>" },
        { () => new DeleteSnapshotSuccess(_metadata), "DeleteSnapshotSuccess<{0}>" },
        { () => new DeleteSnapshotFailure(_metadata, _cause), "DeleteSnapshotFailure<meta: {0}, cause: {2}>" },
        { () => new DeleteSnapshots("p", SnapshotSelectionCriteria.None), "DeleteSnapshots<pid: p, criteria: {3}>" },
        { () => new DeleteSnapshotsSuccess(SnapshotSelectionCriteria.None), "DeleteSnapshotsSuccess<{3}>" },
        { () => new DeleteSnapshotsFailure(SnapshotSelectionCriteria.None, _cause), "DeleteSnapshotsFailure<criteria: {3}, cause: {2}>" },
        { () => new LoadSnapshot("p", SnapshotSelectionCriteria.None, 4), "LoadSnapshot<pid: p, toSeqNr: 4, criteria: {3}>" },
        { () => new LoadSnapshotResult(null, 4), "LoadSnapshotResult<toSeqNr: 4, snapshot: >" },
        { () => new LoadSnapshotFailed(_cause), "LoadSnapshotFailed<Cause: {2}>" },
        { () => new WriteMessageSuccess(_event, 7), "WriteMessageSuccess<actorInstanceId: 7, message: {1}>" },
        { () => new WriteMessageRejected(_event, _cause, 7), "WriteMessageRejected<actorInstanceId: 7, message: {1}, cause: {2}>" },
        { () => new WriteMessageFailure(_event, _cause, 7), "WriteMessageFailure<actorInstanceId: 7, message: {1}, cause: {2}>" },
        { () => new WriteMessagesFailed(_cause, 2), "WriteMessagesFailed<cause: {2}>" },
        { () => new LoopMessageSuccess("m", 7), "LoopMessageSuccess<actorInstanceId: 7, message: m>" },
        { () => new ReplayMessages(1, 2, 3, "p", ActorRefs.Nobody), "ReplayMessages<fromSequenceNr: 1, toSequenceNr: 2, max: 3, persistenceId: p>" },
        { () => new ReplayedMessage(_event), "ReplayedMessage<message: {1}>" },
        { () => new ReplayMessagesFailure(_cause), "ReplayMessagesFailure<cause: {2}>" },
        { () => new RecoverySuccess(4), "RecoverySuccess<highestSequenceNr: 4>" },
        { () => new DeleteMessagesTo("p", 3, ActorRefs.Nobody), "DeleteMessagesTo<pid: p, seqNr: 3, persistentActor: [akka://all-systems/]>" },
        { () => new DeleteMessagesSuccess(3), "DeleteMessagesSuccess<toSequenceNr: 3>" },
        { () => new DeleteMessagesFailure(_cause, 3), "DeleteMessagesFailure<cause: {2}, toSequenceNr: 3>" },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_SameContents_IsEqualAndSaysThem(Func<object> message, string text)
    {
        Assert.Equal(message(), message());
        Assert.Equal(message().GetHashCode(), message().GetHashCode());
        Assert.Equal(string.Format(text, _metadata, _event, _cause, SnapshotSelectionCriteria.None), message().ToString());
    }

    [Fact]
    public void Persistent_ToString_NamesSenderAndWriter()
    {
        Assert.Equal("Persistent<pid: p, seqNr: 1, deleted: False, manifest: , sender: , payload: x, writerGuid: w>", _event.ToString());
        Assert.EndsWith("size: 1, sender: >", new AtomicWrite(_event).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Message_WithoutWhatItIsAbout_IsRefused()
    {
        Assert.Equal("metadata", Assert.Throws<ArgumentNullException>(() => new SaveSnapshot(null!, "s")).ParamName);
        Assert.Equal("metadata", Assert.Throws<ArgumentNullException>(() => new DeleteSnapshot(null!)).ParamName);
        Assert.Equal("cause", Assert.Throws<ArgumentNullException>(() => new DeleteMessagesFailure(null!, 1)).ParamName);
        Assert.Equal("cause", Assert.Throws<ArgumentNullException>(() => new WriteMessageFailure(_event, null!, 1)).ParamName);
        Assert.Equal("cause", Assert.Throws<ArgumentNullException>(() => new WriteMessageRejected(_event, null!, 1)).ParamName);
        Assert.Equal("cause", Assert.Throws<ArgumentNullException>(() => new WriteMessagesFailed(null!, 1)).ParamName);
        Assert.Equal("cause", Assert.Throws<ArgumentNullException>(() => new ReplayMessagesFailure(null!)).ParamName);
        Assert.Equal("persistenceId", Assert.Throws<ArgumentNullException>(() => new DeleteMessagesTo(null!, 1, ActorRefs.Nobody)).ParamName);
    }

    [Fact]
    public void AnswersOfAReplay_LostWithTheActor_AreNoNews()
    {
        Assert.All<object>([new RecoverySuccess(1), new ReplayedMessage(_event), new ReplayMessagesFailure(_cause)], message => Assert.IsType<IDeadLetterSuppression>(message, exactMatch: false));
        Assert.Equal(long.MaxValue, Recovery.None.ReplayMax);
    }
}
