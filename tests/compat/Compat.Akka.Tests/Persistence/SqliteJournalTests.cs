using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.TestKit;
using Microsoft.Data.Sqlite;

namespace Compat.Akka.Tests.Persistence;

/// <summary>What the journal in a SQLite file promises beyond any journal.</summary>
public sealed class SqliteJournalTests : global::Akka.TestKit.Xunit2.TestKit
{
    private readonly TempFolder _folder;
    private readonly TestProbe _probe;

    public SqliteJournalTests()
        : this(new TempFolder())
    {
    }

    private SqliteJournalTests(TempFolder folder)
        : base(Hocon(folder))
    {
        _folder = folder;
        _probe = CreateTestProbe();
    }

    [Fact]
    public void Tables_Created_HaveTheDefaultLayoutOfAkkaPersistenceSql()
    {
        Start(Sys, "a").Tell(new Note("x"));
        ExpectDid("command x", "stored x as 1");

        Assert.Equal(
            [
                "ordering INTEGER notnull:1 key:1", "created INTEGER notnull:1 key:0", "deleted Bit notnull:1 key:0", "persistence_id NVarChar(255) notnull:1 key:0",
                "sequence_number INTEGER notnull:1 key:0", "message VarBinary notnull:1 key:0", "manifest NVarChar(500) notnull:0 key:0", "identifier INTEGER notnull:0 key:0",
                "writer_uuid NVarChar(128) notnull:0 key:0",
            ],
            Columns("journal"));
        Assert.Equal(
            ["ordering_id INTEGER notnull:1 key:1", "tag NVarChar(64) notnull:1 key:2", "sequence_nr INTEGER notnull:1 key:0", "persistence_id NVarChar(255) notnull:1 key:0"],
            Columns("tags"));
        Assert.Equal(
            [
                "persistence_id NVarChar(255) notnull:1 key:1", "sequence_number INTEGER notnull:1 key:2", "created INTEGER notnull:1 key:0", "snapshot VarBinary notnull:0 key:0",
                "manifest NVarChar(500) notnull:0 key:0", "serializer_id INTEGER notnull:0 key:0",
            ],
            Columns("snapshot"));
        Assert.Equal(["journal_created_idx created unique:0", "journal_sequence_number_idx sequence_number unique:0", "journal_uq persistence_id,sequence_number unique:1"], Indexes("journal"));
        Assert.Equal(["sqlite_autoindex_tags_1 ordering_id,tag unique:1", "tags_persistence_id_sequence_nr_idx persistence_id,sequence_nr unique:0", "tags_tag_idx tag unique:0"], Indexes("tags"));
        Assert.Equal(
            ["snapshot_created_idx created unique:0", "snapshot_sequence_number_idx sequence_number unique:0", "sqlite_autoindex_snapshot_1 persistence_id,sequence_number unique:1"],
            Indexes("snapshot"));
    }

    [Fact]
    public void Rows_WhileTheWriterRuns_AreReadByAPlainReadOnlyConnection()
    {
        var actor = Start(Sys, "a");
        actor.Tell(new NoteAll("x", "y"));
        ExpectDid("stored x as 1", "stored y as 2");

        using var reader = Open(readOnly: true);
        Assert.Equal(["1|5701|noted.v1|x", "2|5701|noted.v1|y"], Rows(reader, "SELECT sequence_number || '|' || identifier || '|' || manifest || '|' || CAST(message AS TEXT) FROM journal ORDER BY ordering"));
        actor.Tell(new Note("z"));
        ExpectDid("command z", "stored z as 3");
        Assert.Equal(["3"], Rows(reader, "SELECT COUNT(*) FROM journal"));
    }

    [Fact]
    [Trait("Engine", "Compat")]
    public void File_New_HasAWriteAheadLog()
    {
        Start(Sys, "a");

        using var reader = Open(readOnly: true);
        Assert.Equal(["wal"], Rows(reader, "PRAGMA journal_mode"));
    }

    [Fact]
    public void Rows_Stored_NameNoClrType()
    {
        var actor = Start(Sys, "a");
        actor.Tell(new Note("x"));
        actor.Tell(new TakeSnapshot());
        ExpectDid("command x", "stored x as 1");
        _probe.ExpectMsg<SaveSnapshotSuccess>();

        using var reader = Open(readOnly: true);
        string all = string.Join('\n', Rows(reader, "SELECT manifest || CAST(message AS TEXT) FROM journal UNION ALL SELECT manifest || CAST(snapshot AS TEXT) FROM snapshot"));
        Assert.DoesNotContain(nameof(Noted), all, StringComparison.Ordinal);
        Assert.DoesNotContain("Version=", all, StringComparison.Ordinal);
    }

    [Fact]
    public void Persist_SecondWriter_FailsAndStopsAndNothingOfItIsStored()
    {
        using var other = new OtherSystem(_folder);
        var first = Start(Sys, "a");
        first.Tell(new Note("x"));
        ExpectDid("command x", "stored x as 1");
        var second = Start(other.System, "a");
        second.Tell(new Note("y"));
        ExpectDid("command y", "stored y as 2");

        Watch(first);
        first.Tell(new NoteAll("late", "later"));

        string failure = _probe.ExpectMsg<Did>().What;
        Assert.StartsWith("failed 2: ", failure, StringComparison.Ordinal);
        ExpectTerminated(first);
        second.Tell(new Note("z"));
        ExpectDid("command z", "stored z as 3");
        using var reader = Open(readOnly: true);
        Assert.Equal(["x", "y", "z"], Rows(reader, "SELECT CAST(message AS TEXT) FROM journal ORDER BY sequence_number"));
    }

    [Fact]
    public void Persist_ConflictOfOneActor_LeavesWritesOfOthersInTheSameBatchAlone()
    {
        using var other = new OtherSystem(_folder);
        var loser = Start(Sys, "loser");
        var bystanders = Enumerable.Range(0, 20).Select(i => Start(Sys, $"bystander-{i}")).ToList();
        Start(other.System, "loser").Tell(new Note("first"));
        ExpectDid("command first", "stored first as 1");

        // All of these wait together while another connection holds the database, and so are committed together.
        using (var holder = Open(readOnly: false))
        {
            using var transaction = holder.BeginTransaction();
            foreach (var bystander in bystanders) bystander.Tell(new NoteAll("x"));
            loser.Tell(new NoteAll("second"));
            _probe.ExpectNoMsg(TimeSpan.FromMilliseconds(100));
        }

        var outcomes = Enumerable.Range(0, 21).Select(_ => _probe.ExpectMsg<Did>(TimeSpan.FromSeconds(10)).What).ToList();
        Assert.Equal(20, outcomes.Count(outcome => outcome == "stored x as 1"));
        Assert.Single(outcomes, outcome => outcome.StartsWith("failed 1: ", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Engine", "Compat")]
    public void Persist_SecondWriter_IsTold()
    {
        using var other = new OtherSystem(_folder);
        var first = Start(Sys, "a");
        Start(other.System, "a").Tell(new Note("x"));
        ExpectDid("command x", "stored x as 1");

        first.Tell(new NoteAll("late", "later"));

        Assert.StartsWith("failed 1: 'a' has a second writer: event 1 or one up to 2 has been stored by it already", _probe.ExpectMsg<Did>().What, StringComparison.Ordinal);
    }

    [Fact]
    public void Persist_NothingSerializesIt_IsRefusedAndTheActorGoesOn()
    {
        var actor = Start(Sys, "a");
        actor.Tell(new NoteUnserializable("x"));
        actor.Tell(new Note("y"));

        ExpectDid("rejected 1: The ledger has no name for Compat.Akka.Tests.Persistence.Unserializable.", "command y", "stored y as 2");
    }

    [Fact]
    public void Recovery_UnknownManifest_StopsTheActorWithAClearError()
    {
        var actor = Start(Sys, "a");
        actor.Tell(new NoteAll("x", "y"));
        ExpectDid("stored x as 1", "stored y as 2");
        Stop(actor);
        using (var writer = Open(readOnly: false)) Rows(writer, "UPDATE journal SET manifest = 'noted.v9' WHERE sequence_number = 2");

        var broken = Watch(Sys.ActorOf(LedgerActor.Props("a", _probe.Ref)));

        string failure = _probe.ExpectMsg<Did>().What;
        Assert.StartsWith("recovery failed: ", failure, StringComparison.Ordinal);
        Assert.Contains("The ledger knows no manifest 'noted.v9'", failure, StringComparison.Ordinal);
        ExpectTerminated(broken);
        Start(Sys, "b").Tell(new Note("z"));
        ExpectDid("command z", "stored z as 1");
    }

    [Fact]
    [Trait("Engine", "Compat")]
    public void Recovery_UnknownManifest_NamesTheEvent()
    {
        var actor = Start(Sys, "a");
        actor.Tell(new NoteAll("x", "y"));
        ExpectDid("stored x as 1", "stored y as 2");
        Stop(actor);
        using (var writer = Open(readOnly: false)) Rows(writer, "UPDATE journal SET manifest = 'noted.v9' WHERE sequence_number = 2");

        Sys.ActorOf(LedgerActor.Props("a", _probe.Ref));

        string failure = _probe.ExpectMsg<Did>().What;
        Assert.StartsWith("recovery failed: Event 2 of 'a' in", failure, StringComparison.Ordinal);
        Assert.Contains("serializer 5701, manifest 'noted.v9', 1 bytes: The ledger knows no manifest 'noted.v9'", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Recovery_ManyEvents_ArePagedInOrder()
    {
        string[] texts = [.. Enumerable.Range(0, 2500).Select(i => $"e{i}")];
        var actor = Start(Sys, "a");
        actor.Tell(new NoteAll(texts));
        for (int i = 0; i < texts.Length; i++) _probe.ExpectMsg<Did>();
        Stop(actor);

        Sys.ActorOf(LedgerActor.Props("a", _probe.Ref));

        Assert.Equal(new Recovered(new Notes([.. texts]), 2500, false), _probe.ExpectMsg<Recovered>(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    [Trait("Engine", "Compat")]
    public void Open_FolderMissing_FailsRecoveryAndNamesTheFile()
    {
        string file = _folder.File("missing/journal.db");
        using var system = ActorSystem.Create("lost", ConfigurationFactory.ParseString(SqlHocon.Sqlite(file)).WithFallback(LedgerSerializer.Hocon));
        var actor = Watch(system.ActorOf(LedgerActor.Props("a", _probe.Ref)));

        Assert.Contains($"'{file}' can't be opened", _probe.ExpectMsg<Did>().What, StringComparison.Ordinal);
        ExpectTerminated(actor);
    }

    [Theory]
    [Trait("Engine", "Compat")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Open_PageCorrupt_FailsRecoveryAndSaysWhatToDo(int page)
    {
        const int pageSize = 4096;
        string file = _folder.File("journal.db");
        var actor = Start(Sys, "a");
        actor.Tell(new NoteAll([.. Enumerable.Range(0, 200).Select(i => $"{i}-{new string('x', 200)}")]));
        for (int i = 0; i < 200; i++) _probe.ExpectMsg<Did>();
        await Sys.Terminate();
        // The writer's thread may still be about to close its connection: what matters here is that everything is in the database file.
        await using (var plain = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await plain.OpenAsync();
            await using var checkpoint = plain.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await checkpoint.ExecuteNonQueryAsync();
        }

        await using (var stream = File.OpenWrite(file))
        {
            Assert.True(stream.Length > 5 * pageSize);
            stream.Position = page * pageSize;
            stream.Write(Enumerable.Repeat((byte)0xA5, pageSize).ToArray());
        }

        using var other = new OtherSystem(_folder);
        var inbox = new TaskCompletionSource<object>();
        other.System.ActorOf(LedgerActor.Props("a", other.System.ActorOf(Props.Create(() => new Receiver(inbox)))));

        string failure = ((Did)await inbox.Task.WaitAsync(TimeSpan.FromSeconds(10))).What;
        Assert.StartsWith($"recovery failed: The database '{file}' is damaged", failure, StringComparison.Ordinal);
        Assert.Contains("Restore the file from a backup", failure, StringComparison.Ordinal);
    }

    private static Config Hocon(TempFolder folder) =>
        ConfigurationFactory.ParseString(SqlHocon.Sqlite(folder.File("journal.db"))).WithFallback(ConfigurationFactory.ParseString(LedgerSerializer.Hocon));

    private IActorRef Start(ActorSystem system, string persistenceId)
    {
        var actor = system.ActorOf(LedgerActor.Props(persistenceId, _probe.Ref));
        _probe.ExpectMsg<Recovered>(TimeSpan.FromSeconds(10));
        return actor;
    }

    private void Stop(IActorRef actor)
    {
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
    }

    private void ExpectDid(params string[] expected)
    {
        foreach (string what in expected) Assert.Equal(what, _probe.ExpectMsg<Did>().What);
    }

    private SqliteConnection Open(bool readOnly)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _folder.File("journal.db"),
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    private string[] Columns(string table)
    {
        using var connection = Open(readOnly: true);
        return Rows(connection, $"SELECT name || ' ' || type || ' notnull:' || \"notnull\" || ' key:' || pk FROM pragma_table_info('{table}') ORDER BY cid");
    }

    private string[] Indexes(string table)
    {
        using var connection = Open(readOnly: true);
        return Rows(
            connection,
            $"SELECT name || ' ' || (SELECT group_concat(name) FROM pragma_index_info(list.name)) || ' unique:' || \"unique\" FROM pragma_index_list('{table}') AS list ORDER BY name");
    }

    private static string[] Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return [.. rows];
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }

    /// <summary>A second process's actor system, as far as the journal can tell.</summary>
    private sealed class OtherSystem(TempFolder folder) : IDisposable
    {
        public ActorSystem System { get; } = ActorSystem.Create("other", Hocon(folder));

        public void Dispose() => System.Terminate().Wait(TimeSpan.FromSeconds(10));
    }

    private sealed class Receiver : ReceiveActor
    {
        public Receiver(TaskCompletionSource<object> first) => ReceiveAny(message => first.TrySetResult(message));
    }
}
