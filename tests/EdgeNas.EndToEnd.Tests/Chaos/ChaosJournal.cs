using System.Data.Common;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace EdgeNas.EndToEnd.Tests.Chaos;

/// <summary>
/// Looks at the database all the time, past everything that a test cuts: how far the search is, and who has held the leaders' lease in which epoch. While the database is away it
/// waits.
/// </summary>
internal sealed class ChaosJournal : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly string _connection;
    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<(string Lease, long Epoch), HashSet<string>> _holders = [];
    private readonly Lock _lock = new();
    private Task _looking = Task.CompletedTask;
    private long _last, _lastChange = TimeProvider.System.GetTimestamp();

    public ChaosJournal(string connection) => _connection = connection;

    /// <summary>Events of all searches.</summary>
    public long Events => Volatile.Read(ref _last);

    /// <summary>The longest time without a new event while a search ran.</summary>
    public TimeSpan LongestStandstill { get; private set; }

    /// <summary>Every epoch that was seen, with those who held the lease in it.</summary>
    public IReadOnlyDictionary<(string Lease, long Epoch), string[]> Holders
    {
        get
        {
            lock (_lock) return _holders.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
        }
    }

    /// <summary>Who holds the lease of the last epoch; null where nobody ever did.</summary>
    public string? Holder
    {
        get
        {
            lock (_lock) return _holders.Count == 0 ? null : _holders.MaxBy(pair => pair.Key.Epoch).Value.Last();
        }
    }

    public long Epoch
    {
        get
        {
            lock (_lock) return _holders.Keys.Select(key => key.Epoch).DefaultIfEmpty(0).Max();
        }
    }

    public void Begin() => _looking = LookAsync();

    /// <summary>A search begins: its first event isn't late by what was before.</summary>
    public void Restart() => _lastChange = TimeProvider.System.GetTimestamp();

    public async Task<T[]> QueryAsync<T>(string sql, Func<DbDataReader, T> map)
    {
        await using var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var result = new List<T>();
        while (await rows.ReadAsync()) result.Add(map(rows));
        return [.. result];
    }

    /// <summary>What the manager has noted of a search, in order: name and text of its events.</summary>
    public async Task<(string Manifest, string Text)[]> StandingsAsync(string search)
    {
        var all = await QueryAsync(
            "SELECT manifest, message FROM journal WHERE persistence_id = 'searches' ORDER BY sequence_number",
            row => (Manifest: row.GetString(0), Text: Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(1))));
        return [.. all.Where(row => row.Text.Contains($"\"{search}\"", StringComparison.Ordinal))];
    }

    /// <summary>Whether a search has networks measured for its estimator.</summary>
    public async Task<bool> MeasuresAsync(string search) =>
        (await QueryAsync($"SELECT COUNT(*) FROM journal WHERE persistence_id = 'search-{search}' AND manifest LIKE 'search.estimator-fitted%'", row => row.GetInt64(0)))[0] == 0;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _looking;
        _end.Dispose();
    }

    private async Task LookAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(_end.Token);
                long events = (await QueryAsync("SELECT COUNT(*) FROM journal WHERE persistence_id LIKE 'search-%'", row => row.GetInt64(0)))[0];
                var leases = await QueryAsync("SELECT name, epoch, holder FROM cluster_lease", row => (row.GetString(0), row.GetInt64(1), row.GetString(2)));
                Note(events, leases);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception away) when (away is DbException or IOException or SocketException or TimeoutException)
            {
                // The database is away, or has no tables yet: that is among what is tested.
            }
        }
    }

    private void Note(long events, (string Name, long Epoch, string Holder)[] leases)
    {
        if (events != _last)
        {
            var stood = TimeProvider.System.GetElapsedTime(_lastChange);
            if (_last > 0 && stood > LongestStandstill) LongestStandstill = stood;
            _lastChange = TimeProvider.System.GetTimestamp();
            Volatile.Write(ref _last, events);
        }

        lock (_lock)
        {
            foreach (var (name, epoch, holder) in leases.Where(lease => lease.Holder.Length > 0))
            {
                if (!_holders.TryGetValue((name, epoch), out var holders)) _holders[(name, epoch)] = holders = [];
                holders.Add(holder);
            }
        }
    }
}
