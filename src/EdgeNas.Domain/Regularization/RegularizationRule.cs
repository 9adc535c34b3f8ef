using System.Collections.Immutable;
using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Statistics;

namespace EdgeNas.Domain.Regularization;

/// <summary>
/// Search-space regularization: which choices leave the search because another choice of the same layer is no slower and, with statistical confidence,
/// more accurate. The rule is ours; EdgeNAS (Luo, Liu, Kong, Liu; ICCD 2020) names search-space regularization, but its body isn't public.
/// </summary>
public static class RegularizationRule
{
    /// <summary>A layer always keeps so many choices.</summary>
    public const int LeastChoices = 2;

    /// <summary>Residual degrees of freedom below which the paths say too little for any judgement.</summary>
    public const int LeastResidualDegrees = 10;

    /// <summary>Scored paths below which <see cref="Judge"/> drops nothing.</summary>
    public static int LeastPaths(ActiveChoices active) => EffectModel.Parameters(active) + LeastResidualDegrees;

    /// <summary>
    /// Fits accuracy = mean + one effect per active choice, and tests within each layer every pair "this one is no slower; is it more accurate?" with a
    /// one-sided t test, Holm-adjusted over the layer's tests (Holm, 1979), so that a layer without true differences loses a choice with at most the chance
    /// 1 − <paramref name="confidence"/>. Dominated choices are dropped, the strongest evidence first, while more than two are left.
    /// </summary>
    /// <param name="scored">Uniformly drawn paths of active choices with their inherited accuracy, 0..1.</param>
    /// <param name="latencyEffect">Latency of a choice against the mean of its layer, in milliseconds: (layer, choice).</param>
    /// <param name="confidence">One-sided, such as 0.99.</param>
    /// <returns>
    /// The evidence on every active choice of each layer with two or more, by layer and choice; empty where there are fewer than
    /// <see cref="LeastPaths"/> paths.
    /// </returns>
    /// <exception cref="EdgeNasException">A path has a choice that is not active.</exception>
    public static ImmutableArray<ChoiceEvidence> Judge(
        ActiveChoices active,
        IReadOnlyList<(Architecture Architecture, double Accuracy)> scored,
        Func<int, int, double> latencyEffect,
        double confidence)
    {
        if (scored.Count < LeastPaths(active)) return [];
        var model = new EffectModel(active, scored);
        return [.. Enumerable.Range(0, active.Layers.Length).SelectMany(layer => JudgeLayer(model, layer, active.Layers[layer], latencyEffect, confidence))];
    }

    /// <summary>
    /// <see cref="Judge"/> for several devices that share the supernet: a choice leaves only if it is dominated, by whichever choice, on every one of them. The numbers are the first device's.
    /// </summary>
    /// <param name="latencyEffects">One function per device, at least one.</param>
    public static ImmutableArray<ChoiceEvidence> JudgeAll(
        ActiveChoices active,
        IReadOnlyList<(Architecture Architecture, double Accuracy)> scored,
        IReadOnlyList<Func<int, int, double>> latencyEffects,
        double confidence)
    {
        var judged = latencyEffects.Select(effect => Judge(active, scored, effect, confidence)).ToArray();
        return [.. judged[0].Select((evidence, i) => evidence with { Dropped = judged.All(one => one[i].Dropped) })];
    }

    private static ChoiceEvidence[] JudgeLayer(
        EffectModel model, int layer, ImmutableArray<int> choices, Func<int, int, double> latencyEffect, double confidence)
    {
        if (choices.Length < 2) return [];
        double[] latencies = [.. choices.Select(choice => latencyEffect(layer, choice))];
        var evidence = new ChoiceEvidence[choices.Length];
        for (int position = 0; position < choices.Length; position++)
        {
            var (effect, error) = model.Effect(layer, position);
            evidence[position] = new ChoiceEvidence(layer, choices[position], effect, error, latencies[position], null, 0, false);
        }

        int left = choices.Length;
        foreach (var test in AdjustedTests(model, layer, latencies))
        {
            // The tests are in order of strength: a choice's first is its strongest, and the first choices are dropped while enough are left.
            if (1 - test.Chance < confidence) break;
            if (evidence[test.Position].DominatedBy is not null) continue;
            bool dropped = left > LeastChoices;
            if (dropped) left--;
            evidence[test.Position] =
                evidence[test.Position] with { DominatedBy = choices[test.By], Confidence = 1 - test.Chance, Dropped = dropped };
        }

        return evidence;
    }

    /// <summary>
    /// Every test of a layer, strongest first: that the choice at <c>By</c>, which is no slower, is more accurate than that at <c>Position</c>.
    /// <c>Chance</c> is the Holm-adjusted chance of such a difference where there is none.
    /// </summary>
    private static IEnumerable<(int Position, int By, double Chance)> AdjustedTests(EffectModel model, int layer, double[] latencies)
    {
        var tests = new List<(int Position, int By, double T)>();
        for (int position = 0; position < latencies.Length; position++)
        {
            for (int by = 0; by < latencies.Length; by++)
            {
                if (by == position || latencies[by] > latencies[position]) continue;
                var (difference, error) = model.Difference(layer, by, position);
                // Without any residual variance (accuracies exactly additive) a difference above rounding is certain.
                tests.Add((position, by, difference / Math.Max(error, 1e-12)));
            }
        }

        double chance = 0;
        int left = tests.Count;
        foreach (var test in tests.OrderByDescending(test => test.T).ThenBy(test => test.Position).ThenBy(test => test.By))
        {
            chance = Math.Min(1, Math.Max(chance, left-- * StudentT.UpperTail(test.T, model.ResidualDegrees)));
            yield return (test.Position, test.By, chance);
        }
    }
}
