using System.Data;
using System.Data.Common;

namespace Akka.Persistence.Sql;

/// <summary>Inserts rows into the table of events on one connection: by a statement that is prepared once, or all in one round trip where the provider can. Not thread safe.</summary>
internal sealed class JournalInsert : IDisposable
{
    private readonly string _statement;
    private readonly (string? Column, string Name, DbType Type, Func<EventRow, object> Value)[] _columns;
    private readonly DbConnection _connection;
    private readonly DbCommand _command;
    private readonly DbParameter[] _parameters;

    public JournalInsert(DbConnection connection, JournalLayout names)
    {
        _connection = connection;
        (string? Column, string Name, DbType Type, Func<EventRow, object> Value)[] columns =
        [
            (names.Created, "@created", DbType.Int64, static row => row.CreatedTicks),
            (names.PersistenceId, "@pid", DbType.String, static row => row.PersistenceId),
            (names.SequenceNumber, "@nr", DbType.Int64, static row => row.SequenceNumber),
            (names.Message, "@message", DbType.Binary, static row => row.Message),
            (names.Manifest, "@manifest", DbType.String, static row => row.Manifest),
            (names.Identifier, "@identifier", DbType.Int32, static row => row.SerializerId),
            (names.Writer, "@writer", DbType.String, static row => row.WriterId),
        ];
        _columns = [.. columns.Where(static column => column.Column is not null)];
        _statement = $"INSERT INTO {names.Table} ({names.Deleted}, {string.Join(", ", _columns.Select(static column => column.Column))}) "
            + $"VALUES (FALSE, {string.Join(", ", _columns.Select(static column => column.Name))})";
        _command = connection.CreateCommand();
        _command.CommandText = _statement;
        _parameters = [.. _columns.Select(column => Fill(_command.CreateParameter(), column.Name, column.Type, DBNull.Value))];
        _command.Parameters.AddRange(_parameters);
    }

    public void Run(DbTransaction transaction, IEnumerable<EventRow> rows)
    {
        if (_connection.CanCreateBatch)
        {
            RunAtOnce(transaction, rows);
            return;
        }

        _command.Transaction = transaction;
        foreach (var row in rows)
        {
            for (int column = 0; column < _parameters.Length; column++) _parameters[column].Value = _columns[column].Value(row);
            _command.ExecuteNonQuery();
        }
    }

    public void Dispose() => _command.Dispose();

    private void RunAtOnce(DbTransaction transaction, IEnumerable<EventRow> rows)
    {
        using var batch = _connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var row in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = _statement;
            foreach (var (_, name, type, value) in _columns) command.Parameters.Add(Fill(command.CreateParameter(), name, type, value(row)));
            batch.BatchCommands.Add(command);
        }

        batch.ExecuteNonQuery();
    }

    private static DbParameter Fill(DbParameter parameter, string name, DbType type, object value)
    {
        parameter.ParameterName = name;
        parameter.DbType = type;
        parameter.Value = value;
        return parameter;
    }
}
