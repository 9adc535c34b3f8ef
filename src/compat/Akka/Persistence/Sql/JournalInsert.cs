using System.Data.Common;

namespace Akka.Persistence.Sql;

/// <summary>Inserts rows into the table of events on one connection. Not thread safe.</summary>
internal abstract class JournalInsert : IDisposable
{
    protected JournalInsert(JournalLayout names)
    {
        (string? Column, Func<EventRow, object> Value)[] columns =
        [
            (names.Created, static row => row.CreatedTicks),
            (names.PersistenceId, static row => row.PersistenceId),
            (names.SequenceNumber, static row => row.SequenceNumber),
            (names.Message, static row => row.Message),
            (names.Manifest, static row => row.Manifest),
            (names.Identifier, static row => row.SerializerId),
            (names.Writer, static row => row.WriterId),
        ];
        columns = [.. columns.Where(static column => column.Column is not null)];
        Values = [.. columns.Select(static column => column.Value)];
        Statement = $"INSERT INTO {names.Table} ({names.Deleted}, {string.Join(", ", columns.Select(static column => column.Column))}) "
            + $"VALUES (FALSE, {string.Join(", ", Values.Select(static (_, i) => Parameter(i)))})";
    }

    /// <summary>Inserts one row.</summary>
    protected string Statement { get; }

    /// <summary>The values of the statement's parameters.</summary>
    protected Func<EventRow, object>[] Values { get; }

    /// <exception cref="DbException">An event of the same actor and number is there already, or the database failed.</exception>
    public abstract void Run(DbTransaction transaction, IEnumerable<EventRow> rows);

    public abstract void Dispose();

    /// <summary>The name of a parameter, counted from 0.</summary>
    protected static string Parameter(int index) => $"@p{index + 1}";
}
