namespace EdgeNas.Domain.Searches;

/// <summary>An event as the journal keeps it: with what is known of its time, which is no part of the search itself.</summary>
/// <param name="At">When it was stored.</param>
/// <param name="ElapsedSeconds">How long the job ran that led to it; null where none did.</param>
public sealed record StoredEvent(SearchEvent Event, DateTimeOffset At, double? ElapsedSeconds);
