using System.Collections.Immutable;

namespace Compat.Akka.Tests.Persistence;

/// <summary>An event: something was noted.</summary>
public sealed record Noted(string Text);

/// <summary>A snapshot: all that was noted so far.</summary>
public sealed record Notes(ImmutableList<string> Texts)
{
    public static Notes None { get; } = new(ImmutableList<string>.Empty);

    public bool Equals(Notes? other) => other is not null && Texts.SequenceEqual(other.Texts);

    public override int GetHashCode() => Texts.Count;
}

/// <summary>An event that no serializer takes.</summary>
public sealed record Unserializable(string Text);

/// <summary>A command: note each text as an event of its own, one Persist after the other.</summary>
public sealed record Note(params string[] Texts);

/// <summary>A command: note all texts in one atomic batch.</summary>
public sealed record NoteAll(params string[] Texts);

/// <summary>A command: note without holding up other commands.</summary>
public sealed record NoteAsync(params string[] Texts);

/// <summary>A command: persist something that can't be serialized.</summary>
public sealed record NoteUnserializable(string Text);

/// <summary>A command that persists nothing; what it finds is told back.</summary>
public sealed record Ask(string Id);

public sealed record TakeSnapshot;

public sealed record DeleteEvents(long To);

/// <summary>A command whose handler throws.</summary>
public sealed record Fail;

/// <summary>What the actor did, in order, told to a probe.</summary>
public sealed record Did(string What);

/// <summary>The state after recovery.</summary>
public sealed record Recovered(Notes Notes, long LastSequenceNr, bool FromSnapshot);
