using System.Collections.Immutable;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Hosting.Results;

/// <summary>Jobs of one kind that a search has done.</summary>
/// <param name="Busy">Their durations added up; tracks that ran side by side both count.</param>
public sealed record PhaseTime(string Phase, int Jobs, TimeSpan Busy)
{
    public TimeSpan Mean => Jobs == 0 ? TimeSpan.Zero : Busy / Jobs;
}

/// <summary>Where a search's time went.</summary>
public static class PhaseTimes
{
    public const string Measuring = "Measuring";
    public const string Fitting = "Fitting the estimator";
    public const string Supernet = "Training the supernet";
    public const string Judging = "Judging choices";
    public const string Exploring = "Exploring";
    public const string Confirming = "Confirming";
    public const string Training = "Training the chosen";
    public const string Finishing = "Testing and export";

    private static readonly string[] Order = [Measuring, Fitting, Supernet, Judging, Exploring, Confirming, Training, Finishing];

    public static ImmutableArray<PhaseTime> Of(IEnumerable<StoredEvent> events) => Add([], events);

    /// <summary>Times of events that are known, and those of further ones.</summary>
    public static ImmutableArray<PhaseTime> Add(ImmutableArray<PhaseTime> known, IEnumerable<StoredEvent> further)
    {
        var phases = further
            .Where(stored => stored.ElapsedSeconds is not null && PhaseOf(stored.Event) is not null)
            .Select(stored => new PhaseTime(PhaseOf(stored.Event)!, 1, TimeSpan.FromSeconds(stored.ElapsedSeconds!.Value)))
            .Concat(known)
            .GroupBy(time => time.Phase)
            .ToDictionary(group => group.Key, group => new PhaseTime(group.Key, group.Sum(time => time.Jobs), TimeSpan.FromTicks(group.Sum(time => time.Busy.Ticks))));
        return [.. Order.Where(phases.ContainsKey).Select(phase => phases[phase])];
    }

    /// <summary>The phase of the job that gave an event; null for events that only follow from others.</summary>
    public static string? PhaseOf(SearchEvent happened) => happened switch
    {
        NetworkMeasured { Track: Track.Result } or NetworkRefused { Track: Track.Result } => Confirming,
        NetworkMeasured or NetworkRefused => Measuring,
        EstimatorFitted => Fitting,
        RoundCompleted or ShardCompleted => Supernet,
        ChoicesJudged => Judging,
        GenerationProposed or GenerationScored or RandomProposed or RandomScored => Exploring,
        EpochCompleted => Training,
        NetworkFinished => Finishing,
        _ => null,
    };
}
