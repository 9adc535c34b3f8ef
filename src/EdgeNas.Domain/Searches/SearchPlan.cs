using System.Collections.Immutable;
using EdgeNas.Domain.Jobs;

namespace EdgeNas.Domain.Searches;

/// <summary>
/// What is to be done next, derived from the state alone: after a restart the same jobs with the same ids come out. One job per track and device at a time, but all shards of a round.
/// </summary>
/// <param name="Jobs">Jobs that may run now, side by side.</param>
/// <param name="Halt">Why the search can't go on as it was specified, for the user; else null.</param>
public sealed record SearchPlan(ImmutableArray<Job> Jobs, string? Halt)
{
    public static SearchPlan Of(SearchState state)
    {
        if (state.Completed || state.Cancelled) return new SearchPlan([], null);
        var jobs = ImmutableArray.CreateBuilder<Job>();
        foreach (string? device in state.DeviceNames)
        {
            var side = state.On(device);
            if (LatencyPlan.Halt(side) is { } latencyHalt) return new SearchPlan([], latencyHalt);
            if (LatencyPlan.Next(side) is { } latency) jobs.Add(DeviceJob.Name(latency, device));
        }

        jobs.AddRange(AccuracyPlan.Next(state));
        foreach (string? device in state.DeviceNames.Where(device => Joined(state.On(device))))
        {
            var side = state.On(device);
            if (ResultPlan.Halt(side) is { } resultHalt) return new SearchPlan([], resultHalt);
            if (ResultPlan.Next(side) is { } result) jobs.Add(DeviceJob.Name(result, device));
        }

        return new SearchPlan(jobs.ToImmutable(), null);
    }

    /// <summary>Whether both tracks have reached their end (of a device: of its side), so that exploration may begin.</summary>
    public static bool Joined(SearchState state) =>
        state is { Estimator: not null, LimitMilliseconds: not null } && state.Rounds.Count == state.Spec.Supernet.Rounds;
}
