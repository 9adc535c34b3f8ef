using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;

namespace EdgeNas.Hosting.Sessions;

/// <summary>An estimate of the time that a search still needs.</summary>
/// <param name="AtLeast">Phases are ahead of which nothing is known yet.</param>
public sealed record TimeLeft(TimeSpan Time, bool AtLeast)
{
    /// <summary>From what jobs have taken so far; null before the first round or measurement. Training and measuring take turns on one machine, so all of it adds up.</summary>
    /// <param name="running">Share of jobs under way that is done, by phase.</param>
    public static TimeLeft? Of(SearchState state, IReadOnlyCollection<PhaseTime> times, IReadOnlyDictionary<string, double> running)
    {
        if (state.Completed || state.Cancelled || times.Count == 0) return null;
        var total = TimeSpan.Zero;
        bool atLeast = false;
        foreach (var (phase, jobs) in state.Sides.SelectMany((side, i) => Remaining(side, shared: i == 0)))
        {
            if (jobs <= 0) continue;
            var mean = times.FirstOrDefault(time => time.Phase == phase)?.Mean ?? Guess(state, times, phase);
            if (mean is null) atLeast = true;
            else total += mean.Value * Math.Max(0, jobs - running.GetValueOrDefault(phase));
        }

        return new TimeLeft(total, atLeast);
    }

    public override string ToString() => $"{(AtLeast ? "at least" : "about")} {Figures.Duration(Time)} left";

    /// <param name="shared">Whether to count what the devices share.</param>
    private static IEnumerable<(string Phase, int Jobs)> Remaining(SearchState state, bool shared)
    {
        var spec = state.Spec;
        if (state.Estimator is null)
        {
            int samples = state.Sampled.Count - state.Measurements.Where(m => m.Purpose == MeasurePurpose.Sample && !m.Doubted).Select(m => m.Network).Distinct().Count();
            yield return (PhaseTimes.Measuring, samples + (samples / spec.Measure.DriftEvery) + 1);
            yield return (PhaseTimes.Fitting, 1);
        }

        if (shared) yield return (PhaseTimes.Supernet, spec.Supernet.Rounds - state.Rounds.Count);
        if (shared && spec.Regularization.Enabled)
        {
            int judgements = Math.Max(0, (spec.Supernet.Rounds - 1 - spec.Regularization.WarmUpRounds + spec.Regularization.Every) / spec.Regularization.Every);
            yield return (PhaseTimes.Judging, judgements - state.Judgements.Count);
        }

        yield return (PhaseTimes.Exploring, (2 * (spec.Explore.Generations - state.GenerationsScored)) - (state.Proposed.IsEmpty ? 0 : 1) + (state.RandomProposed is null ? 1 : 0) + (state.RandomScored is null ? 1 : 0));
        if (state.Winner is null) yield return (PhaseTimes.Confirming, spec.ConfirmTop + 3);
        int networks = state.Winner is null ? Subjects.All.Count : state.Trained.Count(trained => trained is { Network: not null, Follows: null }) + Subjects.All.Count - state.Trained.Count;
        yield return (PhaseTimes.Training, (networks * spec.Train.Epochs) - state.Trained.Where(trained => trained.Follows is null).Sum(trained => trained.Epochs.Count));
        yield return (PhaseTimes.Finishing, networks - state.Trained.Count(trained => trained is { Finished: not null, Follows: null }));
    }

    /// <summary>A phase that hasn't begun, by one that is alike.</summary>
    private static TimeSpan? Guess(SearchState state, IReadOnlyCollection<PhaseTime> times, string phase)
    {
        TimeSpan? Mean(string of) => times.FirstOrDefault(time => time.Phase == of)?.Mean;
        var supernet = state.Spec.Supernet;
        return phase switch
        {
            PhaseTimes.Confirming => Mean(PhaseTimes.Measuring),
            PhaseTimes.Fitting or PhaseTimes.Finishing => TimeSpan.FromSeconds(3),
            PhaseTimes.Training => Mean(PhaseTimes.Supernet) * (TrainingImages(state) / ((double)supernet.StepsPerRound * supernet.Optimizer.Batch)),
            _ => null,
        };
    }

    private static double TrainingImages(SearchState state) =>
        state.Spec.Dataset is { TrainingImages: > 0 and var chosen } ? chosen : (state.Spec.Dataset.Name == "cifar-10" ? 50_000 : 60_000) - state.Spec.Dataset.ValidationImages;
}
