namespace Akka.Persistence.Sql;

/// <summary>One stored snapshot: a row of the table <c>snapshot</c>.</summary>
/// <param name="CreatedTicks">When it was taken, in 100 ns ticks of UTC since year 1.</param>
internal sealed record SnapshotRow(string PersistenceId, long SequenceNumber, long CreatedTicks, byte[] Snapshot, int SerializerId, string Manifest);
