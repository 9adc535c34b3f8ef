using System.Text;
using EdgeNas.Domain.Regularization;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Hosting.Results;

namespace EdgeNas.Hosting.Report;

/// <summary>The space layer by layer: what the winner chose, and what regularization dropped and why.</summary>
internal static class ChoicesSection
{
    public static string Write(SearchState state)
    {
        int dropped = state.Judgements.Sum(judged => judged.Evidence.Count(evidence => evidence.Dropped));
        string lead = $"Space {Html.Text(state.Spec.Space.Name)} has {Html.Text(SpaceSize(state.Spec.Space))} architectures. "
            + (state.Spec.Regularization.Enabled
                ? $"Regularization judged the choices {Times(state.Judgements.Count)} and dropped {(dropped == 0 ? "none" : $"{dropped}")}. A choice is dropped where another one of its layer is no slower and, with at least {Figures.Percent(state.Spec.Regularization.Confidence, 1)} confidence, more accurate. Hover for the evidence."
                : "Regularization was off.");
        return Html.Section("architecture", "Choices", lead, Grid(state) + Evidence(state));
    }

    private static string SpaceSize(SearchSpace space) => space.Count < 1_000_000 ? $"{space.Count:N0}" : $"{(double)space.Count:0.0e0}";

    private static string Times(int count) => count switch { 0 => "not yet", 1 => "once", 2 => "twice", _ => $"{count} times" };

    private static string Grid(SearchState state)
    {
        var space = state.Spec.Space;
        var costs = SpaceCosts.Of(space, state.Input);
        string[] names = [.. space.Searchable.SelectMany(layer => layer.Choices).Select(choice => choice.Name).Distinct()];
        var last = Last(state);
        var table = new StringBuilder("<figure><div class=\"scroll\"><table class=\"choices\"><thead><tr><th scope=\"col\">layer</th><th scope=\"col\">in → out</th>");
        foreach (string name in names) table.Append($"<th scope=\"col\">{Html.Text(name)}</th>");
        table.Append("</tr></thead><tbody>");
        foreach (var layer in costs.Layers)
        {
            table.Append($"<tr><th scope=\"row\">{layer.Index}</th><td class=\"fixed\">{Place(space, layer)}</td>");
            if (layer.Digit is not { } digit)
            {
                table.Append($"<td class=\"fixed\" colspan=\"{names.Length}\">{Html.Text(layer.Layer.Choices[0].Name)}, fixed</td></tr>");
                continue;
            }

            foreach (string name in names)
            {
                int choice = layer.Layer.Choices.ToList().FindIndex(candidate => candidate.Name == name);
                table.Append(choice < 0 ? "<td class=\"none\">·</td>" : Cell(state, layer.Choices[choice], digit, choice, last));
            }

            table.Append("</tr>");
        }

        table.Append("</tbody></table></div><figcaption><span><i class=\"kept\"></i>still in the search</span><span><i class=\"gone\"></i>dropped</span><span><i class=\"winner\"></i>the winner's choice</span></figcaption></figure>");
        return table.ToString();
    }

    private static string Place(SearchSpace space, LayerCost layer)
    {
        if (space.Kind == SpaceKind.Chain) return $"{layer.Layer.In} → {layer.Layer.Out}, {layer.InSize}²{(layer.Layer.Stride > 1 ? " ↓" : "")}";
        var (from, to) = CellGraph.Ends(layer.Index);
        return $"node {from} → {to}";
    }

    private static string Cell(SearchState state, ChoiceCost cost, int digit, int choice, Dictionary<(int, int), (int Round, ChoiceEvidence Evidence)> last)
    {
        bool active = state.Active.Layers[digit].Contains(choice), chosen = state.Winner?.Architecture[digit] == choice;
        string title = $"{cost.Choice.Name}: {Figures.Count(cost.MultiplyAdds)} multiply-adds, {Figures.Count(cost.Parameters)} parameters";
        if (last.TryGetValue((digit, choice), out var judged)) title += ". " + Reason(state, judged.Round, judged.Evidence);
        return $"<td class=\"{(active ? "kept" : "gone")}{(chosen ? " chosen" : "")}\" title=\"{Html.Text(title)}\">{Html.Text(cost.Choice.Name)}</td>";
    }

    private static string Reason(SearchState state, int round, ChoiceEvidence evidence)
    {
        string effect = $"Before round {round}: accuracy {Signed(100 * evidence.AccuracyEffect)} ± {100 * evidence.AccuracyError:0.00} points, latency {Signed(evidence.LatencyEffectMilliseconds)} ms against the layer's mean";
        return evidence.DominatedBy is { } by
            ? $"{effect}; {state.Spec.Space.Searchable[evidence.Layer].Choices[by].Name} is no slower and more accurate with {Figures.Percent(evidence.Confidence)} confidence"
            : effect;
    }

    private static string Evidence(SearchState state)
    {
        var rows = state.Judgements.SelectMany(judged => judged.Evidence.Where(evidence => evidence.Dropped).Select(evidence => (judged.Round, evidence))).ToArray();
        return rows.Length == 0 ? "" : Html.Details($"Dropped choices with their evidence ({rows.Length})", Html.Table(
            ["before round", "digit", "dropped", "for", "accuracy effect (points)", "standard error", "latency effect (ms)", "confidence"],
            rows.Select(row =>
            {
                var choices = state.Spec.Space.Searchable[row.evidence.Layer].Choices;
                return new[]
                {
                    $"{row.Round}", $"{row.evidence.Layer + 1}", choices[row.evidence.Choice].Name, row.evidence.DominatedBy is { } by ? choices[by].Name : Figures.None,
                    Signed(100 * row.evidence.AccuracyEffect), $"{100 * row.evidence.AccuracyError:0.00}", Signed(row.evidence.LatencyEffectMilliseconds), Figures.Percent(row.evidence.Confidence),
                };
            }),
            words: 4));
    }

    private static Dictionary<(int, int), (int Round, ChoiceEvidence Evidence)> Last(SearchState state)
    {
        var last = new Dictionary<(int, int), (int, ChoiceEvidence)>();
        foreach (var judged in state.Judgements)
        {
            foreach (var evidence in judged.Evidence) last[(evidence.Layer, evidence.Choice)] = (judged.Round, evidence);
        }

        return last;
    }

    private static string Signed(double value) => value.ToString("+0.000;−0.000;0");
}
