using System.Data.Common;

namespace Akka.Persistence.Sql;

/// <summary>All rows in one round trip.</summary>
internal sealed class PostgreSqlInsert(DbConnection connection, JournalLayout names) : JournalInsert(names)
{
    public override void Run(DbTransaction transaction, IEnumerable<EventRow> rows)
    {
        using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var row in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = Statement;
            for (int i = 0; i < Values.Length; i++)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (Parameter(i), Values[i](row));
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        batch.ExecuteNonQuery();
    }

    public override void Dispose()
    {
    }
}
