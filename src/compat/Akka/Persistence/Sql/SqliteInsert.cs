using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Akka.Persistence.Sql;

/// <summary>One row after the other by a statement that is prepared once. A command of the provider would take longer to begin and to end than the database takes to store a row.</summary>
internal sealed class SqliteInsert : JournalInsert
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteInsert(SqliteConnection connection, JournalLayout names)
        : base(names)
    {
        _database = connection.Handle!;
        Expect(raw.SQLITE_OK, raw.sqlite3_prepare_v2(_database, Statement, out _statement));
    }

    public override void Run(DbTransaction transaction, IEnumerable<EventRow> rows)
    {
        foreach (var row in rows)
        {
            for (int i = 0; i < Values.Length; i++) Expect(raw.SQLITE_OK, Bind(i + 1, Values[i](row)));
            int outcome = raw.sqlite3_step(_statement);
            if (outcome == raw.SQLITE_DONE) Expect(raw.SQLITE_OK, raw.sqlite3_reset(_statement));
            else Fail(outcome);
        }
    }

    public override void Dispose() => _statement.Dispose();

    private int Bind(int parameter, object value) => value switch
    {
        long number => raw.sqlite3_bind_int64(_statement, parameter, number),
        int number => raw.sqlite3_bind_int(_statement, parameter, number),
        string text => raw.sqlite3_bind_text(_statement, parameter, text),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, parameter, bytes),
        _ => throw new ArgumentException($"a column of events can't hold a {value.GetType()}", nameof(value)),
    };

    private void Expect(int expected, int outcome)
    {
        if (outcome != expected) Fail(outcome);
    }

    private void Fail(int outcome)
    {
        var error = new SqliteException($"SQLite Error {outcome}: '{raw.sqlite3_errmsg(_database).utf8_to_string()}'.", outcome & 0xff, raw.sqlite3_extended_errcode(_database));
        if (_statement is not null) raw.sqlite3_reset(_statement);
        throw error;
    }
}
