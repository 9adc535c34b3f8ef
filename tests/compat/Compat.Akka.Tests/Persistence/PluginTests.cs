using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Persistence;
using Akka.Persistence.Journal;
using Akka.Persistence.Snapshot;

namespace Compat.Akka.Tests.Persistence;

/// <summary>What plugins offer to tests and to plugins that derive from them.</summary>
public sealed class PluginTests : IDisposable
{
    private const string Published = "akka.persistence.publish-plugin-commands = on";

    private static readonly Type[] Requests =
    [
        typeof(WriteMessages), typeof(ReplayMessages), typeof(DeleteMessagesTo), typeof(SaveSnapshot), typeof(LoadSnapshot), typeof(DeleteSnapshot), typeof(DeleteSnapshots),
    ];

    private readonly TempFolder _folder = new();

    [Fact]
    public void Requests_Published_AreThoseThatReplayAndDelete()
    {
        using var kit = Kit(Published);

        Assert.Equal(
            [typeof(ReplayMessages), typeof(DeleteMessagesTo), typeof(DeleteSnapshot), typeof(DeleteSnapshots)],
            SeenWhileAskingForEverything(kit).Select(static request => request.GetType()));
    }

    [Fact]
    public void Requests_ByDefault_AreNotPublished()
    {
        using var kit = Kit("");

        Assert.Empty(SeenWhileAskingForEverything(kit));
    }

    [Fact]
    public void MemoryJournal_Derived_ReadsWhatIsStored()
    {
        using var kit = Kit(
            """
            akka.persistence.journal.plugin = "counted"
            counted.class = "Compat.Akka.Tests.Persistence.PluginTests+CountedJournal, Compat.Akka.Tests"
            """);
        var journal = Plugins(kit).JournalFor(null!);
        journal.Tell(new WriteMessages(Enumerable.Range(1, 5).Select(number => new AtomicWrite(new Persistent($"e{number}", number, "p"))), kit.TestActor, 1));
        kit.ReceiveN(6);
        journal.Tell(new DeleteMessagesTo("p", 2, kit.TestActor));
        kit.ExpectMsg<DeleteMessagesSuccess>();

        journal.Tell(("p", 1L, 4L, 10L), kit.TestActor);
        Assert.Equal("e3,e4 of 5", kit.ExpectMsg<string>());
        journal.Tell(("p", 1L, 9L, 1L), kit.TestActor);
        Assert.Equal("e3 of 5", kit.ExpectMsg<string>());
        journal.Tell(("nobody", 1L, 9L, 9L), kit.TestActor);
        Assert.Equal(" of 0", kit.ExpectMsg<string>());
    }

    [Fact]
    public void LocalSnapshotStore_DerivedWritesAnUnreadableFile_TheOneBeforeIsLoaded()
    {
        using var kit = Kit("""akka.persistence.snapshot-store.local.class = "Compat.Akka.Tests.Persistence.PluginTests+SpoilingSnapshotStore, Compat.Akka.Tests" """);
        var store = Plugins(kit).SnapshotStoreFor(null!);
        foreach (string text in (string[])["good", "spoilt"])
        {
            store.Tell(new SaveSnapshot(new SnapshotMetadata("p", text.Length, DateTime.MinValue), new Notes([text])), kit.TestActor);
            kit.ExpectMsg<SaveSnapshotSuccess>();
        }

        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
        store.Tell(new LoadSnapshot("p", SnapshotSelectionCriteria.Latest, long.MaxValue), kit.TestActor);

        var loaded = kit.ExpectMsg<LoadSnapshotResult>().Snapshot;
        Assert.Equal((4, new Notes(["good"])), (loaded!.Metadata.SequenceNr, loaded.Snapshot));
    }

    [Fact]
    public void LocalSnapshotStore_FolderMissing_IsMadeAtTheStart()
    {
        string folder = _folder.File("deep/er");
        using var kit = Kit($"akka.persistence.snapshot-store.local.dir = \"{folder}\"");

        Plugins(kit).SnapshotStoreFor(null!).Tell(new LoadSnapshot("p", SnapshotSelectionCriteria.Latest, 1), kit.TestActor);

        kit.ExpectMsg<LoadSnapshotResult>();
        Assert.True(Directory.Exists(folder));
    }

    [Fact]
    public void LocalSnapshotStore_AFileIsInItsPlace_FailsTheStart()
    {
        string file = _folder.File("taken");
        File.WriteAllText(file, "");
        using var kit = Kit($"akka.persistence.snapshot-store.local.dir = \"{file}\"");
        kit.Sys.EventStream.Subscribe(kit.TestActor, typeof(Error));

        Plugins(kit).SnapshotStoreFor(null!);

        Assert.IsType<ActorInitializationException>(kit.ExpectMsg<Error>().Cause);
    }

    [Fact]
    public void SaveSnapshot_NoStoreConfigured_SaysSo()
    {
        using var kit = Kit("akka.persistence.snapshot-store.plugin = \"akka.persistence.no-snapshot-store\"");

        Plugins(kit).SnapshotStoreFor(null!).Tell(new SaveSnapshot(new SnapshotMetadata("p", 1, DateTime.MinValue), "x"), kit.TestActor);

        Assert.StartsWith("No snapshot store configured", kit.ExpectMsg<SaveSnapshotFailure>().Cause.Message);
    }

    [Fact]
    public void Recovery_HandlerOfTheSnapshotThrows_IsReportedWithoutAMessage()
    {
        using var kit = Kit("");
        Plugins(kit).SnapshotStoreFor(null!).Tell(new SaveSnapshot(new SnapshotMetadata("p", 3, DateTime.MinValue), new Notes(["a"])), kit.TestActor);
        kit.ExpectMsg<SaveSnapshotSuccess>();

        var actor = kit.Sys.ActorOf(Props.Create(() => new SnapshotHater(kit.TestActor)));
        kit.Watch(actor);

        Assert.Equal("hates it, message: ", kit.ExpectMsg<string>());
        kit.ExpectTerminated(actor);
    }

    public void Dispose() => _folder.Dispose();

    private static List<object> SeenWhileAskingForEverything(global::Akka.TestKit.Xunit2.TestKit kit)
    {
        var seen = kit.CreateTestProbe();
        foreach (var type in Requests) kit.Sys.EventStream.Subscribe(seen.Ref, type);
        var (journal, store) = (Plugins(kit).JournalFor(null!), Plugins(kit).SnapshotStoreFor(null!));
        var metadata = new SnapshotMetadata("p", 1, DateTime.MinValue);

        journal.Tell(new WriteMessages([new AtomicWrite(new Persistent("e", 1, "p"))], kit.TestActor, 1));
        kit.ReceiveN(2);
        journal.Tell(new ReplayMessages(1, 10, 10, "p", kit.TestActor));
        kit.ReceiveN(2);
        journal.Tell(new DeleteMessagesTo("p", 1, kit.TestActor));
        kit.ReceiveN(1);
        foreach (object request in (object[])
            [new SaveSnapshot(metadata, new Notes(["a"])), new LoadSnapshot("p", SnapshotSelectionCriteria.Latest, 9), new DeleteSnapshot(metadata), new DeleteSnapshots("p", SnapshotSelectionCriteria.Latest)])
        {
            store.Tell(request, kit.TestActor);
            kit.ReceiveN(1);
        }

        return [.. seen.ReceiveWhile<object>(TimeSpan.FromMilliseconds(200), static request => request)];
    }

    private static PersistenceExtension Plugins(global::Akka.TestKit.Xunit2.TestKit kit) => global::Akka.Persistence.Persistence.Instance.Apply(kit.Sys);

    private global::Akka.TestKit.Xunit2.TestKit Kit(string hocon) => new(
        ConfigurationFactory.ParseString(hocon)
            .WithFallback(ConfigurationFactory.ParseString(SqlHocon.LocalSnapshots(_folder.Path)))
            .WithFallback(ConfigurationFactory.ParseString(LedgerSerializer.Hocon)));

    /// <summary>Says what it has between two numbers, and its highest.</summary>
    public sealed class CountedJournal : MemoryJournal
    {
        protected override bool ReceivePluginInternal(object message)
        {
            if (message is not ValueTuple<string, long, long, long>(string id, long from, long to, long max)) return base.ReceivePluginInternal(message);
            Sender.Tell($"{string.Join(",", Read(id, from, to, max).Select(static stored => stored.Payload))} of {HighestSequenceNr(id)}");
            return true;
        }
    }

    /// <summary>Spoils the snapshots after six events.</summary>
    public sealed class SpoilingSnapshotStore : LocalSnapshotStore
    {
        protected override void Save(SnapshotMetadata metadata, object snapshot)
        {
            if (metadata.SequenceNr == 6) WithOutputStream(metadata, static stream => stream.Write([1, 2, 3])).MoveTo(GetSnapshotFileForWrite(metadata, "").FullName);
            else base.Save(metadata, snapshot);
        }
    }

    private sealed class SnapshotHater(IActorRef test) : UntypedPersistentActor
    {
        public override string PersistenceId => "p";

        protected override void OnRecover(object message)
        {
            if (message is SnapshotOffer) throw new InvalidOperationException("hates it");
        }

        protected override void OnCommand(object message)
        {
        }

        protected override void OnRecoveryFailure(Exception reason, object? message = null) => test.Tell($"{reason.Message}, message: {message}");
    }
}
