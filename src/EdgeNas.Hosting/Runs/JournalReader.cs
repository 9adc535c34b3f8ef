using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using EdgeNas.Domain;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Hosting.Runs;

/// <summary>A search as its journal tells it.</summary>
public sealed record RecordedSearch(SearchState State, ImmutableArray<StoredEvent> Events);

/// <summary>Reads searches from a journal while another process may write it. Never writes. Thread-safe.</summary>
public sealed class JournalReader
{
    private readonly JournalDatabase _database;
    private readonly string _place;

    /// <summary>The journal of a folder: SQLite.</summary>
    public JournalReader(RunsFolder folder)
        : this(JournalDatabase.Sqlite(folder.Journal), folder.Path)
    {
    }

    /// <param name="place">Where searches are looked for, for people.</param>
    internal JournalReader(JournalDatabase database, string place)
    {
        _database = database;
        _place = place;
    }

    /// <summary>Before a search's id in the name under which its events are stored.</summary>
    public const string PersistencePrefix = "search-";

    /// <summary>Ids of all searches, in the order in which they were created.</summary>
    public ImmutableArray<SearchId> List() => Query(
        "SELECT persistence_id, MIN(ordering) AS first FROM journal WHERE persistence_id LIKE 'search-%' GROUP BY persistence_id ORDER BY first",
        _ => { },
        row => SearchId.Parse(row.GetString(0)[PersistencePrefix.Length..]) ?? throw Damaged($"a search is called '{row.GetString(0)}'"));

    /// <summary>Looks through the whole file for damage; for whoever is about to write it.</summary>
    /// <exception cref="EdgeNasException">The file is damaged.</exception>
    public void Check()
    {
        foreach (string found in Query("PRAGMA quick_check(1)", _ => { }, row => row.GetString(0)).Where(found => found != "ok")) throw Damaged(found);
    }

    /// <exception cref="EdgeNasException">There is no such search, or its events can't be read.</exception>
    public RecordedSearch Read(SearchId id) => Find(id) ?? throw Missing(id);

    /// <summary>The search, or null where the journal has no event of it.</summary>
    public RecordedSearch? Find(SearchId id)
    {
        var events = ReadAfter(id, 0);
        return events.IsEmpty ? null : new RecordedSearch(SearchReplay.Replay(events.Select(stored => stored.Event)), events);
    }

    /// <summary>A search's events beyond the first <paramref name="known"/>.</summary>
    public ImmutableArray<StoredEvent> ReadAfter(SearchId id, int known) => ReadPage(id, known, int.MaxValue, long.MaxValue).Events;

    /// <summary>Some of them: at least one where there is one, and no more than <paramref name="maximumEvents"/> with <paramref name="maximumBytes"/> together.</summary>
    /// <returns>Whether there are more after these, too.</returns>
    public (ImmutableArray<StoredEvent> Events, bool More) ReadPage(SearchId id, int known, int maximumEvents, long maximumBytes)
    {
        var rows = Query(
            "SELECT sequence_number, manifest, message FROM journal WHERE persistence_id = @id AND sequence_number > @known AND NOT deleted ORDER BY sequence_number LIMIT @count",
            command =>
            {
                Bind(command, "@id", DbType.String, PersistencePrefix + id);
                Bind(command, "@known", DbType.Int64, (long)known);
                Bind(command, "@count", DbType.Int64, (long)maximumEvents + 1);
            },
            row => (Number: row.GetInt64(0), Manifest: row.GetString(1), Json: row.GetFieldValue<byte[]>(2)));
        long bytes = 0;
        int count = 0;
        while (count < rows.Length && count < maximumEvents && (count == 0 || bytes + rows[count].Json.Length <= maximumBytes)) bytes += rows[count++].Json.Length;
        for (int i = 0; i < count; i++)
        {
            if (rows[i].Number != known + i + 1) throw Damaged($"event {known + i + 1} of search {id} is missing");
        }

        return ([.. rows.Take(count).Select(row => Parse(id, row.Number, row.Manifest, row.Json))], count < rows.Length);
    }

    private StoredEvent Parse(SearchId id, long number, string manifest, byte[] json)
    {
        try
        {
            return SearchEventJson.ReadStored(manifest, json);
        }
        catch (EdgeNasException e)
        {
            throw new EdgeNasException($"Journal {_database.Name}, event {number} of search {id}: {e.Message}", e);
        }
    }

    private ImmutableArray<T> Query<T>(string sql, Action<DbCommand> bind, Func<DbDataReader, T> map)
    {
        try
        {
            using var connection = _database.Open();
            if (connection is null || !HasTable(connection)) return [];
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            bind(command);
            using var rows = command.ExecuteReader();
            var result = ImmutableArray.CreateBuilder<T>();
            while (rows.Read()) result.Add(map(rows));
            return result.ToImmutable();
        }
        catch (Exception e) when (e is DbException or InvalidCastException or InvalidOperationException)
        {
            throw Damaged(e.Message, e);
        }
    }

    private static void Bind(DbCommand command, string name, DbType type, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.DbType, parameter.Value) = (name, type, value);
        command.Parameters.Add(parameter);
    }

    private bool HasTable(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = _database.TableQuery;
        return (long)command.ExecuteScalar()! > 0;
    }

    private EdgeNasException Damaged(string found, Exception? cause = null) => new($"Journal {_database.Name} can't be read: {found}. {_database.Remedy}", cause);

    private EdgeNasException Missing(SearchId id)
    {
        var known = List();
        return new EdgeNasException($"There is no search {id} in {_place}: " + (known.IsEmpty ? "there is none at all. Give another folder with --runs." : $"known are {string.Join(", ", known)}."));
    }
}
