using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.TestKit;

namespace Compat.Akka.Tests.Persistence;

/// <summary>The files of the snapshot store that is there without any configuration.</summary>
public sealed class LocalSnapshotStoreTests : global::Akka.TestKit.Xunit2.TestKit
{
    /// <summary>Serializer 5701, the notes "x" and "y", manifest "notes.v1".</summary>
    private const string Content = "08C52C" + "1209" + "5B2278222C2279225D" + "1A08" + "6E6F7465732E7631";

    private static readonly Notes Kept = new(["x", "y"]);

    private readonly TempFolder _folder;
    private readonly TestProbe _actor;

    public LocalSnapshotStoreTests()
        : this(new TempFolder())
    {
    }

    private LocalSnapshotStoreTests(TempFolder folder)
        : base(ConfigurationFactory.ParseString(SqlHocon.LocalSnapshots(folder.Path)).WithFallback(ConfigurationFactory.ParseString(LedgerSerializer.Hocon)))
    {
        _folder = folder;
        _actor = CreateTestProbe();
    }

    private IActorRef Store => global::Akka.Persistence.Persistence.Instance.Apply(Sys).SnapshotStoreFor(null!);

    [Fact]
    public void Save_AnId_WritesAFileOfItsNameNumberAndTime()
    {
        var saved = Save("a/b c-é%", 3);

        string file = Assert.Single(Directory.GetFiles(_folder.Path));
        Assert.Equal($"snapshot-a%2Fb%20c-%C3%A9%25-3-{saved.Timestamp.Ticks}", Path.GetFileName(file));
        Assert.Equal(Content, Convert.ToHexString(File.ReadAllBytes(file)));
    }

    [Fact]
    public void Load_AFileOfTheOtherEngine_IsRead()
    {
        Put("snapshot-a-7-638000000000000000", Convert.FromHexString(Content));

        var loaded = Load("a").Snapshot!;

        Assert.Equal((7L, new DateTime(638000000000000000, DateTimeKind.Utc)), (loaded.Metadata.SequenceNr, loaded.Metadata.Timestamp));
        Assert.Equal(Kept, loaded.Snapshot);
    }

    [Fact]
    public void Load_IdThatAnotherBeginsWith_FindsItsOwn()
    {
        Put("snapshot-a-7-638000000000000000", Convert.FromHexString(Content));
        Put("snapshot-a-7-8-638000000000000000", Convert.FromHexString(Content));

        Assert.Equal(7, Load("a").Snapshot!.Metadata.SequenceNr);
        Assert.Equal(8, Load("a-7").Snapshot!.Metadata.SequenceNr);
    }

    [Fact]
    public void Load_NewestUnreadable_GivesTheOneBefore()
    {
        Put("snapshot-a-7-638000000000000000", Convert.FromHexString(Content));
        Put("snapshot-a-8-638000000000000000", "rubbish"u8.ToArray());

        EventFilter.Error(contains: "Error loading snapshot").ExpectOne(() => Assert.Equal(7, Load("a").Snapshot!.Metadata.SequenceNr));
    }

    [Fact]
    public void Load_AllUnreadable_Fails()
    {
        Put("snapshot-a-7-638000000000000000", Convert.FromHexString(Content));
        foreach (int number in (int[])[8, 9, 10]) Put($"snapshot-a-{number}-638000000000000000", Convert.FromHexString(Content[..^4]));

        Store.Tell(new LoadSnapshot("a", SnapshotSelectionCriteria.Latest, long.MaxValue), _actor.Ref);

        // Three are tried; the fourth could be read.
        _actor.ExpectMsg<LoadSnapshotFailed>(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Plugin_WithoutConfiguration_IsThisOne() =>
        Assert.Equal("akka.persistence.snapshot-store.local", global::Akka.Persistence.Persistence.DefaultConfig().GetString("akka.persistence.snapshot-store.plugin"));

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }

    private void Put(string name, byte[] content) => File.WriteAllBytes(_folder.File(name), content);

    private SnapshotMetadata Save(string id, long number)
    {
        Store.Tell(new SaveSnapshot(new SnapshotMetadata(id, number, DateTime.MinValue), Kept), _actor.Ref);
        return _actor.ExpectMsg<SaveSnapshotSuccess>(TimeSpan.FromSeconds(10)).Metadata;
    }

    private LoadSnapshotResult Load(string id)
    {
        Store.Tell(new LoadSnapshot(id, SnapshotSelectionCriteria.Latest, long.MaxValue), _actor.Ref);
        return _actor.ExpectMsg<LoadSnapshotResult>(TimeSpan.FromSeconds(10));
    }
}
