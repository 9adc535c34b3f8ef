using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Microsoft.Data.Sqlite;

namespace Compat.Akka.Tests.Persistence;

/// <summary>Tables and columns under other names than the default ones.</summary>
public sealed class TableMappingTests : IDisposable
{
    private const string Renamed =
        """
        akka.persistence.journal.sql.default {
          journal {
            table-name = events
            columns { ordering = place, deleted = gone, persistence-id = PersistenceId, sequence-number = nr, message = body, manifest = kind, identifier = by, writer-uuid = writer }
          }
          tag { table-name = labels, columns { tag-value = label } }
        }
        akka.persistence.snapshot-store.sql.default.snapshot {
          table-name = states
          columns { persistence-id = PersistenceId, sequence-number = nr, created = at, snapshot = body, manifest = kind, serializerId = by }
        }
        """;

    private const string OldPlugins =
        """
        akka.persistence.journal.sql.table-mapping = sqlite
        akka.persistence.snapshot-store.sql.table-mapping = sqlite
        """;

    private const string KeptApart = "akka.persistence.journal.sql.delete-compatibility-mode = on";

    private const string Odd = "akka.persistence.journal.sql.default.journal { table-name = \"Events of \\\"all\\\"\", columns { ordering = order, message = \"the body\" } }";

    private readonly TempFolder _folder = new();

    // The real one doesn't quote the names of indexes.
    [Fact]
    [Trait("Engine", "Compat")]
    public void Persist_NamesThatNeedQuotes_IsRecovered() => Persist_OtherNames_IsRecovered(Odd);

    [Theory]
    [InlineData(Renamed)]
    [InlineData(OldPlugins)]
    [InlineData("akka.persistence.journal.sql.default.journal.use-writer-uuid-column = false")]
    [InlineData(KeptApart)]
    [InlineData(OldPlugins + "\n" + KeptApart)]
    public void Persist_OtherNames_IsRecovered(string mapping)
    {
        Run(mapping, (actor, probe) =>
        {
            actor.Tell(new NoteAll("a", "b"));
            Expect(probe, "stored a as 1", "stored b as 2");
            actor.Tell(new TakeSnapshot());
            probe.ExpectMsg<SaveSnapshotSuccess>();
            actor.Tell(new DeleteEvents(1));
            probe.ExpectMsg<DeleteMessagesSuccess>();
            actor.Tell(new NoteAll("c"));
            Expect(probe, "stored c as 3");
        });

        Run(mapping, recovered: new Recovered(new Notes(["a", "b", "c"]), 3, true));
    }

    [Fact]
    public void Tables_Renamed_HaveTheNamesOfTheConfiguration()
    {
        Store(Renamed);

        Assert.Equal(["1|a|0|noted.v1|5701|x|1"], Rows("SELECT nr || '|' || PersistenceId || '|' || gone || '|' || kind || '|' || by || '|' || CAST(body AS TEXT) || '|' || place FROM events"));
        Assert.Equal(["1|a|notes.v1|5701|[\"x\"]"], Rows("SELECT nr || '|' || PersistenceId || '|' || kind || '|' || by || '|' || CAST(body AS TEXT) FROM states WHERE at > 0"));
        Assert.Equal(["0"], Rows("SELECT COUNT(label) FROM labels"));
        Assert.Equal(["0"], Rows("SELECT COUNT(*) FROM sqlite_master WHERE name IN ('journal', 'snapshot', 'tags')"));
    }

    [Fact]
    public void Tables_OfTheOldPlugin_HaveItsLayout()
    {
        Store(OldPlugins);

        Assert.Equal(["1|a|0|noted.v1|5701|x"], Rows("SELECT sequence_nr || '|' || persistence_id || '|' || is_deleted || '|' || manifest || '|' || serializer_id || '|' || CAST(payload AS TEXT) FROM event_journal WHERE timestamp > 0"));
        Assert.Equal(["1|a|notes.v1|5701|[\"x\"]"], Rows("SELECT sequence_nr || '|' || persistence_id || '|' || manifest || '|' || serializer_id || '|' || CAST(payload AS TEXT) FROM snapshot WHERE created_at > 0"));
        Assert.Equal(["0"], Rows("SELECT COUNT(*) FROM pragma_table_info('event_journal') WHERE name LIKE 'writer%'"));
    }

    [Theory]
    [InlineData(KeptApart, "journal", "sequence_number")]
    [InlineData(OldPlugins + "\n" + KeptApart, "event_journal", "sequence_nr")]
    public void Delete_NumbersKeptApart_AreKnownWithoutTheEvents(string mapping, string table, string number)
    {
        Run(mapping, (actor, probe) =>
        {
            actor.Tell(new NoteAll("a", "b", "c"));
            Expect(probe, "stored a as 1", "stored b as 2", "stored c as 3");
            foreach (int to in new[] { 1, 3, 2 })
            {
                actor.Tell(new DeleteEvents(to));
                probe.ExpectMsg<DeleteMessagesSuccess>();
            }
        });
        Assert.Equal(["a|3"], Rows($"SELECT persistence_id || '|' || {number} FROM journal_metadata"));

        // As the plugins did that this layout comes from: they left no row of a deleted event.
        Change($"DELETE FROM {table}");
        Run(mapping, (actor, probe) =>
        {
            actor.Tell(new NoteAll("d"));
            Expect(probe, "stored d as 4");
        }, new Recovered(Notes.None, 3, false));
    }

    public void Dispose() => _folder.Dispose();

    private void Store(string mapping) => Run(mapping, (actor, probe) =>
    {
        actor.Tell(new NoteAll("x"));
        Expect(probe, "stored x as 1");
        actor.Tell(new TakeSnapshot());
        probe.ExpectMsg<SaveSnapshotSuccess>();
    });

    private void Run(string mapping, Action<IActorRef, global::Akka.TestKit.TestProbe>? script = null, Recovered? recovered = null)
    {
        using var kit = new global::Akka.TestKit.Xunit2.TestKit(ConfigurationFactory.ParseString(mapping)
            .WithFallback(ConfigurationFactory.ParseString(SqlHocon.Sqlite(_folder.File("journal.db"))))
            .WithFallback(ConfigurationFactory.ParseString(LedgerSerializer.Hocon)));
        var probe = kit.CreateTestProbe();
        var actor = kit.Sys.ActorOf(LedgerActor.Props("a", probe.Ref));
        Assert.Equal(recovered ?? new Recovered(Notes.None, 0, false), probe.ExpectMsg<Recovered>(TimeSpan.FromSeconds(10)));
        script?.Invoke(actor, probe);
    }

    private static void Expect(global::Akka.TestKit.TestProbe probe, params string[] expected)
    {
        foreach (string what in expected) Assert.Equal(what, probe.ExpectMsg<Did>(TimeSpan.FromSeconds(10)).What);
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("journal.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private string[] Rows(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("journal.db")};Mode=ReadOnly;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return [.. rows];
    }
}
