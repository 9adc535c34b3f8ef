using System.Collections.Immutable;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Hosting.Results;

/// <summary>An architecture on the front.</summary>
/// <param name="MeasuredMilliseconds">Null where it wasn't confirmed on the device.</param>
/// <param name="Accuracy">Inherited, on validation images, 0..1.</param>
public sealed record FrontRow(Architecture Architecture, double? MeasuredMilliseconds, double PredictedMilliseconds, double Accuracy, long Parameters, long MultiplyAdds, bool IsWinner);

/// <summary>The winner or a baseline.</summary>
/// <param name="Network">Null: none of this kind keeps the limit.</param>
/// <param name="TestAccuracy">0..1; null until it is trained.</param>
public sealed record NetworkRow(
    string Subject, NetworkRef? Network, double? TestAccuracy, double? ValidationAccuracy, double? MeasuredMilliseconds, long? Parameters, long? MultiplyAdds, int EpochsTrained);

/// <summary>What a search has found so far, as tables.</summary>
public static class SearchResults
{
    private static readonly string[] Phases = ["measuring and training the supernet", "exploring", "confirming", "choosing baselines", "training the chosen"];

    /// <summary>Candidates that no other one beats in both accuracy and predicted latency, fastest first.</summary>
    public static ImmutableArray<FrontRow> Front(SearchState state)
    {
        var costs = SpaceCosts.Of(state.Spec.Space, state.Input);
        return
        [
            .. ParetoFront.Of(state.Scored).Select(candidate =>
            {
                var (multiplyAdds, parameters) = costs.Of(candidate.Architecture);
                return new FrontRow(
                    candidate.Architecture,
                    Confirmed(state, candidate.Architecture),
                    candidate.PredictedMilliseconds,
                    candidate.Accuracy,
                    parameters,
                    multiplyAdds,
                    state.Winner?.Architecture == candidate.Architecture);
            }),
        ];
    }

    /// <summary>The winner and the baselines, as far as they are chosen.</summary>
    public static ImmutableArray<NetworkRow> Networks(SearchState state) =>
    [
        .. state.Trained.Select(trained =>
        {
            var costs = trained.Network?.Costs(state.Spec.Space, state.Input);
            return new NetworkRow(
                trained.Subject,
                trained.Network,
                trained.Finished?.TestAccuracy,
                trained.Epochs.LastOrDefault()?.Accuracy,
                trained.MeasuredMilliseconds,
                costs?.Parameters,
                costs?.MultiplyAdds,
                trained.Epochs.Count);
        }),
    ];

    /// <summary>Median latency of an architecture that was confirmed on the device, else null.</summary>
    public static double? Confirmed(SearchState state, Architecture architecture) =>
        state.Best(new NetworkRef(architecture), MeasurePurpose.Confirm)?.Measurement.MedianMilliseconds;

    /// <summary>A subject in words.</summary>
    public static string Title(string subject) => subject switch
    {
        Subjects.Winner => "Winner",
        Subjects.MobileNetV2 => "MobileNetV2, scaled",
        Subjects.Random => "Best of random",
        _ => subject,
    };

    /// <summary>How the search stands, in one word.</summary>
    public static string Phase(SearchState state)
    {
        if (state.Completed) return "completed";
        if (state.Cancelled) return "cancelled";
        return Phases[state.Sides.Min(PhaseOf)];
    }

    /// <summary>Index among <see cref="Phases"/>; of several devices' the earliest counts.</summary>
    private static int PhaseOf(SearchState side)
    {
        if (!SearchPlan.Joined(side)) return 0;
        if (side.GenerationsScored < side.Spec.Explore.Generations) return 1;
        if (side.Winner is null) return 2;
        return side.Trained.Count < Subjects.All.Count ? 3 : 4;
    }
}
