using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.TestKit;

namespace Compat.Akka.Tests.Persistence.Contract;

/// <summary>What every snapshot store plugin answers to the requests of persistent actors.</summary>
public abstract class SnapshotStoreContract : global::Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _id = Guid.NewGuid().ToString();
    private readonly TestProbe _actor;

    protected SnapshotStoreContract(string hocon)
        : base(ConfigurationFactory.ParseString(hocon).WithFallback(ConfigurationFactory.ParseString(LedgerSerializer.Hocon))) => _actor = CreateTestProbe();

    private IActorRef Store => global::Akka.Persistence.Persistence.Instance.Apply(Sys).SnapshotStoreFor(null!);

    [Fact]
    public void Load_Bounds_GivesTheNewestWithin()
    {
        var saved = Save(1, 2, 3, 4, 5);

        ExpectLoaded(SnapshotSelectionCriteria.Latest, long.MaxValue, 5);
        ExpectLoaded(SnapshotSelectionCriteria.Latest, 3, 3);
        ExpectLoaded(new SnapshotSelectionCriteria(4), long.MaxValue, 4);
        ExpectLoaded(new SnapshotSelectionCriteria(4), 2, 2);
        ExpectLoaded(new SnapshotSelectionCriteria(long.MaxValue, saved[2].Timestamp), long.MaxValue, 3);
        ExpectLoaded(new SnapshotSelectionCriteria(2, saved[4].Timestamp), long.MaxValue, 2);
        ExpectLoaded(SnapshotSelectionCriteria.None, long.MaxValue, null);
        ExpectLoaded(new SnapshotSelectionCriteria(long.MaxValue, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc)), long.MaxValue, null);
    }

    [Fact]
    public void Load_OfAnother_GivesNone()
    {
        Save(1);

        Store.Tell(new LoadSnapshot(_id + "-other", SnapshotSelectionCriteria.Latest, long.MaxValue), _actor.Ref);

        var answer = _actor.ExpectMsg<LoadSnapshotResult>(Patience);
        Assert.Null(answer.Snapshot);
        Assert.Equal(long.MaxValue, answer.ToSequenceNr);
    }

    [Fact]
    public void Delete_OfANumber_LeavesTheOthers()
    {
        Save(1, 2, 3);

        var metadata = new SnapshotMetadata(_id, 3, DateTime.MinValue);
        Store.Tell(new DeleteSnapshot(metadata), _actor.Ref);
        Assert.Equal(metadata, _actor.ExpectMsg<DeleteSnapshotSuccess>(Patience).Metadata);

        ExpectLoaded(SnapshotSelectionCriteria.Latest, long.MaxValue, 2);
    }

    [Fact]
    public void Delete_OfANumberAndTime_LeavesTheOthers()
    {
        var saved = Save(1, 2, 3);

        Store.Tell(new DeleteSnapshot(saved[2]), _actor.Ref);
        _actor.ExpectMsg<DeleteSnapshotSuccess>(Patience);

        ExpectLoaded(SnapshotSelectionCriteria.Latest, long.MaxValue, 2);
    }

    [Fact]
    public void Delete_ByCriteria_LeavesTheOthers()
    {
        var saved = Save(1, 2, 3, 4, 5);

        DeleteAll(new SnapshotSelectionCriteria(long.MaxValue, saved[1].Timestamp));
        ExpectLoaded(new SnapshotSelectionCriteria(2), long.MaxValue, null);
        ExpectLoaded(SnapshotSelectionCriteria.Latest, long.MaxValue, 5);

        DeleteAll(new SnapshotSelectionCriteria(4));
        ExpectLoaded(new SnapshotSelectionCriteria(4), long.MaxValue, null);
        ExpectLoaded(SnapshotSelectionCriteria.Latest, long.MaxValue, 5);
    }

    [Fact]
    public void Save_SameNumber_Replaces()
    {
        Save(1);

        Store.Tell(new SaveSnapshot(new SnapshotMetadata(_id, 1, DateTime.MinValue), new Notes(ImmutableList.Create("second"))), _actor.Ref);
        _actor.ExpectMsg<SaveSnapshotSuccess>(Patience);

        Store.Tell(new LoadSnapshot(_id, SnapshotSelectionCriteria.Latest, long.MaxValue), _actor.Ref);
        Assert.Equal(new Notes(ImmutableList.Create("second")), _actor.ExpectMsg<LoadSnapshotResult>(Patience).Snapshot!.Snapshot);
    }

    [Fact]
    public void Save_Any_AnswersWithTheTime()
    {
        var metadata = Save(1)[0];

        Assert.Equal((_id, 1L), (metadata.PersistenceId, metadata.SequenceNr));
        Assert.InRange(metadata.Timestamp, DateTime.UtcNow - TimeSpan.FromMinutes(1), DateTime.UtcNow + TimeSpan.FromMinutes(1));
    }

    private SnapshotMetadata[] Save(params long[] numbers) => [.. numbers.Select(number =>
    {
        Store.Tell(new SaveSnapshot(new SnapshotMetadata(_id, number, DateTime.MinValue), new Notes(ImmutableList.Create($"s{number}"))), _actor.Ref);
        return _actor.ExpectMsg<SaveSnapshotSuccess>(Patience).Metadata;
    })];

    private void DeleteAll(SnapshotSelectionCriteria criteria)
    {
        Store.Tell(new DeleteSnapshots(_id, criteria), _actor.Ref);
        Assert.Equal(criteria, _actor.ExpectMsg<DeleteSnapshotsSuccess>(Patience).Criteria);
    }

    private void ExpectLoaded(SnapshotSelectionCriteria criteria, long to, long? number)
    {
        Store.Tell(new LoadSnapshot(_id, criteria, to), _actor.Ref);
        var loaded = _actor.ExpectMsg<LoadSnapshotResult>(Patience).Snapshot;
        Assert.Equal(number, loaded?.Metadata.SequenceNr);
        if (loaded is not null) Assert.Equal(new Notes(ImmutableList.Create($"s{number}")), loaded.Snapshot);
    }
}

public sealed class MemorySnapshotStoreContract() : SnapshotStoreContract(SqlHocon.InMemory);
