using System.Collections.Immutable;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Sessions;

/// <summary>One strand of a search for display.</summary>
/// <param name="Fraction">Done of what is known to be ahead, 0..1.</param>
public sealed record BoardLine(string Title, double Fraction, string Count, string Text);

/// <summary>How a search stands at one moment: what live views, <c>status</c> and <c>watch</c> show.</summary>
public sealed record SearchBoard(SearchState State, ImmutableArray<BoardLine> Lines, ImmutableArray<RunningJob> Jobs, TimeLeft? Left)
{
    /// <inheritdoc cref="SearchActivity.Waits"/>
    public ImmutableArray<string> Waits { get; init; } = [];

    public static SearchBoard Of(SearchState state, IReadOnlyCollection<PhaseTime> times, ImmutableArray<RunningJob> jobs)
    {
        bool several = state.Others is not null;
        BoardLine Of(BoardLine line, SearchState side) => several ? line with { Title = $"{line.Title} {side.Spec.Device}" } : line;
        ImmutableArray<BoardLine> lines =
        [
            .. state.Sides.Select(side => Of(Measurements(side), side)),
            Supernet(state, Running(jobs)),
            .. state.Sides.Select(side => Of(Exploration(side), side)),
            .. state.DeviceNames.Select(device => Of(Training(state.On(device), Running(jobs.Where(job => DeviceJob.DeviceOf(job.Id) == device))), state.On(device))),
        ];
        return new SearchBoard(state, lines, jobs, TimeLeft.Of(state, times, Running(jobs)));
    }

    /// <summary>Share of the jobs under way that is done, by phase.</summary>
    private static Dictionary<string, double> Running(IEnumerable<RunningJob> jobs) =>
        jobs.Select(job => (Phase: PhaseOf(job.Id), job.Fraction)).Where(job => job.Phase is not null).GroupBy(job => job.Phase!).ToDictionary(group => group.Key, group => group.Sum(job => job.Fraction));

    /// <summary>The phase of a job, by its id.</summary>
    public static string? PhaseOf(string jobId) => jobId.Split('/') switch
    {
        ["profile", "confirm" or "baseline", ..] => PhaseTimes.Confirming,
        ["profile", ..] => PhaseTimes.Measuring,
        ["fit", ..] => PhaseTimes.Fitting,
        ["round", ..] => PhaseTimes.Supernet,
        ["regularize", ..] => PhaseTimes.Judging,
        ["propose" or "score", ..] => PhaseTimes.Exploring,
        ["train", ..] => PhaseTimes.Training,
        ["finish", ..] => PhaseTimes.Finishing,
        _ => null,
    };

    private static BoardLine Measurements(SearchState state)
    {
        int done = state.Measurements.Where(m => m.Purpose == MeasurePurpose.Sample && !m.Doubted).Select(m => m.Network).Distinct().Count();
        string error = state.Fits.LastOrDefault() is { } fit
            ? $"estimator error {Figures.Percent(fit.Report.Estimator.Mape, 1)}{(fit.Accepted ? "" : $", aim {Figures.Percent(state.Spec.Estimator.TargetError, 1)}: measuring more")}"
            : "";
        string limit = state.LimitMilliseconds is { } ms ? $"limit {Figures.Milliseconds(ms)}" : "";
        return Line("Measurements", done, state.Sampled.Count, error, limit);
    }

    private static BoardLine Supernet(SearchState state, Dictionary<string, double> running)
    {
        int dropped = state.Judgements.Sum(judged => judged.Evidence.Count(evidence => evidence.Dropped));
        string round = state.Rounds.LastOrDefault() is { } last ? $"loss {last.Loss:0.000}, accuracy {Figures.Percent(last.Accuracy, 1)}" : "";
        string waits = state.Sides.Any(side => side.Estimator is null) && SearchPlan.Of(state).Jobs.All(job => PhaseOf(job.Id) is not (PhaseTimes.Supernet or PhaseTimes.Judging)) && state.Rounds.Count < state.Spec.Supernet.Rounds ? "waits for the estimator" : "";
        return Line("Supernet", state.Rounds.Count, state.Spec.Supernet.Rounds, round, dropped > 0 ? $"{dropped} choices dropped" : "", waits) with
        {
            Fraction = Share(state.Rounds.Count + running.GetValueOrDefault(PhaseTimes.Supernet), state.Spec.Supernet.Rounds),
        };
    }

    private static BoardLine Exploration(SearchState state)
    {
        string best = ResultPlan.Ranking(state).FirstOrDefault() is { } first ? $"best {Figures.Percent(first.Accuracy, 1)} under {Figures.Milliseconds(state.LimitMilliseconds)}" : "";
        string winner = state.Winner is { } chosen ? $"winner {chosen.Architecture} at {Figures.Milliseconds(chosen.MeasuredMilliseconds)}" : "";
        return Line("Exploration", state.GenerationsScored, state.Spec.Explore.Generations, best, winner);
    }

    private static BoardLine Training(SearchState state, Dictionary<string, double> running)
    {
        int networks = Subjects.All.Count - state.Trained.Count(trained => trained.Network is null);
        int done = state.Trained.Sum(trained => trained.Epochs.Count), total = networks * state.Spec.Train.Epochs;
        string accuracies = string.Join(", ", state.Trained.Where(trained => !trained.Epochs.IsEmpty).Select(trained =>
            $"{SearchResults.Title(trained.Subject).ToLowerInvariant()} {Figures.Percent(trained.Finished?.TestAccuracy ?? trained.Epochs[^1].Accuracy, 1)}"));
        return Line("Training", done, total, accuracies) with { Fraction = Share(done + running.GetValueOrDefault(PhaseTimes.Training), total) };
    }

    private static BoardLine Line(string title, int done, int total, params string[] parts) =>
        new(title, Share(done, total), $"{done}/{total}", string.Join(", ", parts.Where(part => part.Length > 0)));

    private static double Share(double done, int total) => total == 0 ? 0 : Math.Clamp(done / total, 0, 1);
}
