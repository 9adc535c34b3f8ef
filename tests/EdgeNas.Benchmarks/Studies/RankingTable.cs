using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Benchmarks.Studies;

/// <summary>Inherited accuracies of the study's architectures in one supernet, 0..1.</summary>
/// <param name="Active">The choices that were left at the end.</param>
internal sealed record RankedSupernet(string Sampler, bool Regularized, ActiveChoices Active, ImmutableArray<double> Recalibrated, ImmutableArray<double> AsTrained)
{
    public string Name => Regularized ? $"{Sampler}-regularized" : Sampler;
}

/// <summary>What the ranking study found, and its figures.</summary>
/// <param name="Uniform">The first so many architectures were drawn from all.</param>
/// <param name="Alone">Validation accuracies of the architectures trained alone, 0..1.</param>
internal sealed record RankingTable(
    ActiveChoices All,
    ImmutableArray<Architecture> Architectures,
    int Uniform,
    ImmutableArray<double> Milliseconds,
    double Limit,
    ImmutableArray<double> Alone,
    ImmutableArray<RankedSupernet> Supernets)
{
    private const int Best = 5;
    private const int Resamples = 1000;

    /// <summary>One row per architecture: all that the figures are made of.</summary>
    public string Csv()
    {
        var text = new StringBuilder("architecture,drawn_from,milliseconds,keeps_limit,alone");
        foreach (var supernet in Supernets) text.Append(CultureInfo.InvariantCulture, $",{supernet.Name}-recalibrated,{supernet.Name}-as-trained");
        text.Append('\n');
        for (int i = 0; i < Architectures.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Architectures[i]},{(i < Uniform ? "all" : "limit")},{Milliseconds[i]:0.0000},{(Milliseconds[i] <= Limit ? 1 : 0)},{Alone[i]:0.0000}");
            foreach (var supernet in Supernets) text.Append(CultureInfo.InvariantCulture, $",{supernet.Recalibrated[i]:0.0000},{supernet.AsTrained[i]:0.0000}");
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>One row per supernet and way of scoring.</summary>
    public string Markdown()
    {
        int[] all = [.. Enumerable.Range(0, Uniform)], keep = [.. Enumerable.Range(0, Architectures.Length).Where(i => Milliseconds[i] <= Limit)];
        double best = keep.Select(i => Alone[i]).OrderDescending().Take(Best).Average();
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"| sampler | regularization | batch norm | tau, {all.Length} from all | tau, {keep.Length} under the limit | best {Best} found ({100 * best:0.0} % is perfect) |\n")
            .Append("|---|---|---|---|---|---|\n");
        foreach (var supernet in Supernets)
        {
            int dropped = All.Layers.Sum(choices => choices.Length) - supernet.Active.Layers.Sum(choices => choices.Length);
            foreach (var (scoring, scores) in new[] { ("recalibrated", supernet.Recalibrated), ("as trained", supernet.AsTrained) })
            {
                double found = keep.OrderByDescending(i => scores[i]).ThenBy(i => i).Take(Best).Average(i => Alone[i]);
                text.Append(CultureInfo.InvariantCulture, $"| {supernet.Sampler} | {(supernet.Regularized ? $"{dropped} choices dropped" : "off")} | {scoring} | {Tau(scores, all)} | {Tau(scores, keep)} | {100 * found:0.0} % |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Kendall's tau between inherited accuracy and that of training alone, and its standard error over resampled architectures.</summary>
    private string Tau(ImmutableArray<double> scores, int[] places)
    {
        var random = new SeedStream(0, "study/resample");
        double[] resampled = [.. Enumerable.Range(0, Resamples).Select(_ => Of([.. places.Select(_ => places[random.Next(places.Length)])]))];
        double mean = resampled.Average(), error = Math.Sqrt(resampled.Average(tau => (tau - mean) * (tau - mean)));
        return string.Create(CultureInfo.InvariantCulture, $"{Of(places):0.00} ± {error:0.00}");

        double Of(int[] some) => RankCorrelation.Kendall([.. some.Select(i => scores[i])], [.. some.Select(i => Alone[i])]);
    }
}
