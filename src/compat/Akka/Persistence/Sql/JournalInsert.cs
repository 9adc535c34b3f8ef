using System.Data;
using System.Data.Common;

namespace Akka.Persistence.Sql;

/// <summary>Inserts rows into the table <c>journal</c> on one connection: by a statement that is prepared once, or all in one round trip where the provider can. Not thread safe.</summary>
internal sealed class JournalInsert : IDisposable
{
    private const string Statement =
        "INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid) "
        + "VALUES (@created, FALSE, @pid, @nr, @message, @manifest, @identifier, @writer)";

    private static readonly (string Name, DbType Type, Func<EventRow, object> Value)[] s_columns =
    [
        ("@created", DbType.Int64, row => row.CreatedTicks),
        ("@pid", DbType.String, row => row.PersistenceId),
        ("@nr", DbType.Int64, row => row.SequenceNumber),
        ("@message", DbType.Binary, row => row.Message),
        ("@manifest", DbType.String, row => row.Manifest),
        ("@identifier", DbType.Int32, row => row.SerializerId),
        ("@writer", DbType.String, row => row.WriterId),
    ];

    private readonly DbConnection _connection;
    private readonly DbCommand _command;
    private readonly DbParameter[] _parameters;

    public JournalInsert(DbConnection connection)
    {
        _connection = connection;
        _command = connection.CreateCommand();
        _command.CommandText = Statement;
        _parameters = [.. s_columns.Select(column => Fill(_command.CreateParameter(), column.Name, column.Type, DBNull.Value))];
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
            for (int column = 0; column < _parameters.Length; column++) _parameters[column].Value = s_columns[column].Value(row);
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
            command.CommandText = Statement;
            foreach (var (name, type, value) in s_columns) command.Parameters.Add(Fill(command.CreateParameter(), name, type, value(row)));
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
