using System.Collections.Immutable;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Searches;

/// <summary>Builds a search's state from its events. Reads no clock, no random number and no option, so that a replay gives what was there live.</summary>
public static class SearchReplay
{
    /// <exception cref="EdgeNasException">There is no event, or the first is not <see cref="SearchCreated"/>.</exception>
    public static SearchState Replay(IEnumerable<SearchEvent> events) =>
        events.Aggregate<SearchEvent, SearchState?>(null, Apply) ?? throw new EdgeNasException("The journal holds no event of this search.");

    /// <summary>The state after <paramref name="happened"/>; <paramref name="state"/> is null only before <see cref="SearchCreated"/>.</summary>
    public static SearchState Apply(SearchState? state, SearchEvent happened)
    {
        if (state is null || (state.Others is null && happened.DeviceName is null)) return ApplyTo(state, happened);
        var side = SharedWork.Note(state, happened, ApplyTo(state.On(happened.DeviceName), happened with { DeviceName = null }));
        return happened.DeviceName is { } device ? state with { Others = state.Others!.SetItem(device, side with { Rounds = [], Shards = [], Judgements = [] }) } : side;
    }

    private static SearchState ApplyTo(SearchState? state, SearchEvent happened) => (state, happened) switch
    {
        (null, SearchCreated created) => Created(created),
        (null, _) => throw new EdgeNasException($"The journal of this search begins with {happened.GetType().Name} instead of {nameof(SearchCreated)}: it is not complete."),
        (_, ArchitecturesSampled sampled) => state with { Sampled = state.Sampled.AddRange(sampled.Architectures) },
        (_, NetworkMeasured m) => state with
        {
            Measurements = state.Measurements.Add(new MeasuredNetwork(m.Network, m.Purpose, m.Repetition, m.Device, m.Measurement, Doubted: false)),
        },
        (_, NetworkRefused refused) => state with { Refused = state.Refused.Add(refused) },
        (_, MeasurementsDoubted doubted) => state with { Measurements = Doubted(state.Measurements, doubted) },
        (_, LatencyLimitSet limit) => state with { LimitMilliseconds = limit.Milliseconds },
        (_, EstimatorFitted fitted) => state with { Fits = state.Fits.Add(fitted) },
        (_, RoundCompleted round) => state with { Rounds = state.Rounds.Add(round), Shards = [] },
        (_, ShardCompleted shard) => state with { Shards = [.. state.Shards.Add(shard).OrderBy(one => one.Shard)] },
        (_, ChoicesJudged judged) => state with { Judgements = state.Judgements.Add(judged), Active = Without(state.Active, judged) },
        (_, GenerationProposed proposed) => state with { Proposed = proposed.Candidates },
        (_, GenerationScored scored) => state with
        {
            Proposed = [],
            KnownScores = null,
            GenerationsScored = scored.Generation + 1,
            Scored = state.Scored.AddRange(scored.Candidates),
        },
        (_, RandomProposed proposed) => state with { RandomProposed = proposed.Candidates },
        (_, RandomScored scored) => state with { RandomScored = scored.Candidates, KnownScores = null },
        (_, WinnerChosen winner) => state with
        {
            Winner = winner,
            Trained = state.Trained.Add(new TrainedNetwork(Subjects.Winner, new Jobs.NetworkRef(winner.Architecture), winner.MeasuredMilliseconds)),
        },
        (_, BaselineChosen baseline) => state with { Trained = state.Trained.Add(new TrainedNetwork(baseline.Subject, baseline.Network, baseline.MeasuredMilliseconds)) },
        (_, EpochCompleted epoch) => Update(state, epoch.Subject, trained => trained with { Epochs = trained.Epochs.Add(epoch) }),
        (_, NetworkFinished finished) => Update(state, finished.Subject, trained => trained with { Finished = finished }),
        (_, SearchCompleted) => state with { Completed = true },
        (_, SearchCancelled) => state with { Cancelled = true },
        _ => throw new EdgeNasException($"The journal of search {state.Id} holds {happened.GetType().Name} where it can't stand."),
    };

    private static SearchState Created(SearchCreated created)
    {
        var state = new SearchState
        {
            Id = created.Search,
            Spec = created.Spec,
            Input = created.Input,
            Floor = SpaceCosts.Of(created.Spec.Space, created.Input).Smallest(),
            Active = created.Spec.Space.AllChoices(),
        };
        return created.Spec.Devices is { Length: > 1 } devices
            ? state with { Others = devices.Skip(1).ToImmutableSortedDictionary(goal => goal.Name, goal => state with { Spec = created.Spec.For(goal) }) }
            : state;
    }

    private static ImmutableList<MeasuredNetwork> Doubted(ImmutableList<MeasuredNetwork> measurements, MeasurementsDoubted doubted)
    {
        var architectures = doubted.Architectures.ToHashSet();
        return [.. measurements.Select(m =>
            m.Purpose == MeasurePurpose.Sample && m.Network.Architecture is { } architecture && architectures.Contains(architecture) ? m with { Doubted = true } : m)];
    }

    private static ActiveChoices Without(ActiveChoices active, ChoicesJudged judged) =>
        judged.Evidence.Where(evidence => evidence.Dropped).Aggregate(active, (choices, evidence) => choices.Without(evidence.Layer, evidence.Choice));

    private static SearchState Update(SearchState state, string subject, Func<TrainedNetwork, TrainedNetwork> change)
    {
        var trained = state.Find(subject) ?? throw new EdgeNasException($"The journal of search {state.Id} trains '{subject}' before it was chosen.");
        return state with { Trained = state.Trained.Replace(trained, change(trained)) };
    }
}
