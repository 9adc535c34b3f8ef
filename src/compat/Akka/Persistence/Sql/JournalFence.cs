using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Akka.Actor;

namespace Akka.Persistence.Sql;

/// <summary>
/// The epochs in which a system writes to its journal. A write is refused when one of them is over: another node has taken over what this one did, and
/// whatever this one still decides is decided on old knowledge. Thread safe.
/// </summary>
internal sealed class JournalFence
{
    private static readonly ConditionalWeakTable<ActorSystem, JournalFence> Fences = [];

    private readonly ConcurrentDictionary<string, long> _epochs = new(StringComparer.Ordinal);

    public static JournalFence Of(ActorSystem system) => Fences.GetOrCreateValue(system);

    /// <summary>From now on writes count only in that epoch of the lease.</summary>
    public void Enter(string lease, long epoch) => _epochs[lease] = epoch;

    /// <summary>Nothing that wrote under the lease is left.</summary>
    public void Leave(string lease) => _epochs.TryRemove(lease, out _);

    /// <summary>Holds the epochs until the transaction ends, so that nobody takes over between this check and the commit.</summary>
    /// <exception cref="InvalidOperationException">An epoch is over.</exception>
    public void Check(DbTransaction transaction, SqlDialect dialect)
    {
        foreach (var (lease, epoch) in _epochs)
        {
            using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"SELECT epoch FROM cluster_lease WHERE name = @name{dialect.LockForShare}";
            command.AddParameter("@name", DbType.String, lease);
            if (command.ExecuteScalar() is long now && now == epoch) continue;
            throw new InvalidOperationException($"Epoch {epoch} of '{lease}' is over: another node has taken over. Nothing of this write was stored.");
        }
    }
}
