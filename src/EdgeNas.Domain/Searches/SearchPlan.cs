using System.Collections.Immutable;
using EdgeNas.Domain.Jobs;

namespace EdgeNas.Domain.Searches;

/// <summary>
/// What is to be done next, derived from the state alone: after a restart the same jobs with the same ids come out. One job per track at a time, but all shards of a round.
/// </summary>
/// <param name="Jobs">Jobs that may run now, side by side.</param>
/// <param name="Halt">Why the search can't go on as it was specified, for the user; else null.</param>
public sealed record SearchPlan(ImmutableArray<Job> Jobs, string? Halt)
{
    public static SearchPlan Of(SearchState state)
    {
        if (state.Completed || state.Cancelled) return new SearchPlan([], null);
        if (LatencyPlan.Halt(state) is { } latencyHalt) return new SearchPlan([], latencyHalt);
        var latency = LatencyPlan.Next(state);
        ImmutableArray<Job> tracks = [.. latency is null ? [] : new[] { latency }, .. AccuracyPlan.Next(state)];
        if (tracks.Length > 0 || !Joined(state)) return new SearchPlan(tracks, null);
        if (ResultPlan.Halt(state) is { } resultHalt) return new SearchPlan([], resultHalt);
        return new SearchPlan(ResultPlan.Next(state) is { } job ? [job] : [], null);
    }

    /// <summary>Whether both tracks have reached their end, so that exploration may begin.</summary>
    public static bool Joined(SearchState state) =>
        state is { Estimator: not null, LimitMilliseconds: not null } && state.Rounds.Count == state.Spec.Supernet.Rounds;
}
