namespace Akka.Persistence.Sql;

/// <summary>One stored event: a row of the table <c>journal</c>.</summary>
/// <param name="CreatedTicks">When it was appended, in 100 ns ticks of UTC since year 1.</param>
/// <param name="SerializerId">Which serializer wrote <paramref name="Message"/>.</param>
/// <param name="Manifest">What the serializer calls this kind of event; never a CLR type unless that serializer says so.</param>
/// <param name="WriterId">The incarnation of the actor that wrote it.</param>
internal sealed record EventRow(
    string PersistenceId, long SequenceNumber, long CreatedTicks, byte[] Message, int SerializerId, string Manifest, string WriterId);
