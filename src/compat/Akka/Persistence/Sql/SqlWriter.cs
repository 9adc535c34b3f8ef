using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;

namespace Akka.Persistence.Sql;

/// <summary>
/// All writes of one plugin, on one connection and one thread of its own, in the order they came. Appends of different actors that wait at the same
/// time share a transaction; one that conflicts fails alone. A write's task completes after its commit.
/// </summary>
internal sealed class SqlWriter : IDisposable
{
    private readonly SqlDialect _dialect;
    private readonly SqlStoreSettings _settings;
    private readonly string _createTables;
    private readonly bool _verify;
    private readonly JournalFence? _fence;
    private readonly JournalLayout? _journal;
    private readonly BlockingCollection<Write> _waiting;
    private readonly Thread _thread;
    private DbConnection? _connection;
    private JournalInsert? _insert;
    private bool _initialized;

    /// <param name="createTables">What to run once when the settings allow to create tables.</param>
    /// <param name="verify">Whether the database is checked for damage when it is opened first.</param>
    /// <param name="fence">The epochs in which events may be appended; null for any time.</param>
    /// <param name="journal">Where events are appended; null for a writer of snapshots.</param>
    public SqlWriter(SqlDialect dialect, SqlStoreSettings settings, string createTables, bool verify, JournalFence? fence = null, JournalLayout? journal = null)
    {
        _dialect = dialect;
        _settings = settings;
        _createTables = createTables;
        _verify = verify;
        _fence = fence;
        _journal = journal;
        _waiting = new BlockingCollection<Write>(settings.BufferSize);
        _thread = new Thread(Work) { IsBackground = true, Name = $"{settings.ConfigPath} writer" };
        _thread.Start();
    }

    /// <summary>Stores all the rows or none.</summary>
    /// <exception cref="InvalidOperationException">Another writer has stored an event of the same actor and number, or too many writes wait.</exception>
    /// <exception cref="IOException">The database failed.</exception>
    public Task AppendAsync(ImmutableArray<EventRow> rows) => Enqueue(new Append(rows));

    /// <summary>Runs statements in a transaction of their own.</summary>
    public Task ExecuteAsync(Action<DbTransaction> statements) => Enqueue(new Statements(statements));

    /// <summary>Waits until the database is open and everything asked for before is stored or has failed, so that a read sees it.</summary>
    public Task SettleAsync() => Enqueue(new Barrier());

    /// <summary>Finishes what waits, then closes the connection.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
    }

    private Task Enqueue(Write write)
    {
        try
        {
            if (!_waiting.TryAdd(write))
                write.Fail(new InvalidOperationException(
                    $"{_settings.BufferSize} writes already wait for {_dialect.Database}. Write less at once, or raise {_settings.ConfigPath}.buffer-size."));
        }
        catch (Exception closed) when (closed is InvalidOperationException or ObjectDisposedException)
        {
            write.Fail(new IOException($"{_dialect.Database} has been closed: its actor system is ending.", closed));
        }

        return write.Task;
    }

    private void Work()
    {
        Write? next = null;
        while (next is not null || _waiting.TryTake(out next, Timeout.Infinite))
        {
            if (next is not Append first)
            {
                Commit([next!]);
                next = null;
                continue;
            }

            next = null;
            var batch = new List<Write> { first };
            int rows = first.Rows.Length;
            while (rows < _settings.BatchSize && _waiting.TryTake(out next))
            {
                if (next is not Append more) break;
                batch.Add(more);
                rows += more.Rows.Length;
                next = null;
            }

            Commit(batch);
        }

        Close();
    }

    private void Close()
    {
        _insert?.Dispose();
        _insert = null;
        _connection?.Dispose();
        _connection = null;
    }

    private void Commit(IReadOnlyList<Write> batch)
    {
        try
        {
            var connection = Open();
            switch (batch[0])
            {
                case Append:
                    using (var transaction = connection.BeginTransaction())
                    {
                        _fence?.Check(transaction, _dialect);
                        (_insert ??= _dialect.Insert(connection, _journal!)).Run(transaction, batch.SelectMany(static write => ((Append)write).Rows));
                        transaction.Commit();
                    }

                    break;
                case Statements statements:
                    using (var transaction = connection.BeginTransaction())
                    {
                        statements.Run(transaction);
                        transaction.Commit();
                    }

                    break;
            }

            foreach (var write in batch) write.Succeed();
        }
        catch (DbException conflict) when (_dialect.IsDuplicateKey(conflict))
        {
            if (batch.Count == 1) batch[0].Fail(batch[0].Conflict(conflict));
            else foreach (var write in batch) Commit([write]);
        }
        catch (Exception error)
        {
            // Whoever waits gets the error and decides; the next write starts with a fresh connection.
            Close();
            var explained = _dialect.Explain(error);
            foreach (var write in batch) write.Fail(explained);
        }
    }

    private DbConnection Open()
    {
        if (_connection is not null) return _connection;
        var connection = _dialect.OpenForWriting(_verify && !_initialized);
        try
        {
            if (!_initialized && _settings.AutoInitialize) CreateTables(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        _initialized = true;
        return _connection = connection;
    }

    private void CreateTables(DbConnection connection)
    {
        try
        {
            Execute();
        }
        catch (DbException error) when (_dialect.IsDuplicateKey(error))
        {
            // Two nodes that create the same table at the same time: PostgreSQL lets one of them fail; the second try finds it.
            Execute();
        }

        void Execute()
        {
            using var command = connection.CreateCommand();
            command.CommandText = _createTables;
            command.ExecuteNonQuery();
        }
    }

    private abstract class Write
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Task => _done.Task;

        public virtual Exception Conflict(DbException error) => error;

        public void Succeed() => _done.TrySetResult();

        public void Fail(Exception error) => _done.TrySetException(error);
    }

    private sealed class Append(ImmutableArray<EventRow> rows) : Write
    {
        public ImmutableArray<EventRow> Rows => rows;

        public override Exception Conflict(DbException error) => new InvalidOperationException(
            $"'{rows[0].PersistenceId}' has a second writer: event {rows[0].SequenceNumber}"
            + (rows.Length > 1 ? $" or one up to {rows[^1].SequenceNumber}" : "")
            + " has been stored by it already, so nothing of this write was stored. Let only one actor of this persistence id run.",
            error);
    }

    private sealed class Barrier : Write;

    private sealed class Statements(Action<DbTransaction> statements) : Write
    {
        public void Run(DbTransaction transaction) => statements(transaction);
    }
}
