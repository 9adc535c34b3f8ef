using System.Globalization;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Estimation;
using Xunit.Abstractions;

namespace EdgeNas.Learning.Tests.Estimation;

/// <summary>
/// The estimator on latencies that others measured: cells of NAS-Bench-201 (Dong and Yang, 2020) on a Jetson TX2, from HW-NAS-Bench (Li et al., 2021).
/// A cell is six digits of five operators.
/// </summary>
[Trait("Speed", "Slow")]
public sealed class JetsonTableTests(ITestOutputHelper output)
{
    private const string Table = "nb201_jetson_tx2.csv";
    private const int HeldOut = 399;

    [TableFact(Table)]
    public void Fit_900Samples_RanksTheHeldOutCellsAndIsLessSureWhereItIsWrong()
    {
        var scores = Enumerable.Range(0, 2).Select(seed => Judge(900, seed)).ToList();
        Assert.True(scores.Average(report => report.Estimator.Spearman) >= 0.97);
        Assert.All(scores, report => Assert.True(report.Estimator.Spearman >= 0.96, $"Spearman {report.Estimator.Spearman:0.000}"));
        Assert.All(scores, report => Assert.True(report.Estimator.Mape <= 0.03, $"mean absolute percentage error {report.Estimator.Mape:0.000}"));
        Assert.All(scores, report => Assert.All(report.Scores.Skip(1), baseline => Assert.True(baseline.RmseMilliseconds > report.Estimator.RmseMilliseconds)));
        foreach (var heldOut in scores.Select(report => report.HeldOut))
        {
            double[] errors = [.. heldOut.Select(p => Math.Abs(p.PredictedMilliseconds - p.MeasuredMilliseconds))];
            double[] deviations = [.. heldOut.Select(p => p.DeviationMilliseconds)];
            // 0.05 is the standard error of a rank correlation of 399 unrelated pairs.
            Assert.True(RankCorrelation.Spearman(errors, deviations) > 0.1);
        }
    }

    [TableFact(Table)]
    public void Fit_100Samples_IsNoWorseThanTheSumOverLayers()
    {
        var scores = Enumerable.Range(0, 3).Select(seed => Judge(100, seed)).ToList();
        Assert.True(scores.Average(report => report.Estimator.Spearman) >= 0.94);
        double sum = scores.Average(report => report.Scores.Single(score => score.Model == "per-layer sum").Mape);
        Assert.True(scores.Average(report => report.Estimator.Mape) <= sum);
    }

    private EstimatorReport Judge(int samples, int seed)
    {
        string[][] rows = [.. File.ReadLines(TableFactAttribute.PathOf(Table)).Select(line => line.Split(','))];
        int Column(string name) => Array.IndexOf(rows[0], name);
        double Number(string[] row, string name) => double.Parse(row[Column(name)], CultureInfo.InvariantCulture);
        string[][] drawn = rows[1..];
        new SeedStream(seed, "rows").Shuffle(drawn.AsSpan());
        drawn = drawn[..(samples + HeldOut)];
        var multiplyAdds = drawn.ToDictionary(row => new Architecture(row[Column("ops")]), row => Number(row, "flops_m"));
        var data = new EstimatorData(
            new OneHotEncoding([5, 5, 5, 5, 5, 5]),
            [.. drawn.Select(row => new LatencySample(new Architecture(row[Column("ops")]), Number(row, "jetson_tx2_ms")))],
            architecture => multiplyAdds[architecture]);
        var spec = EstimatorExamples.Spec with { HeldOut = HeldOut / (double)drawn.Length, Epochs = samples > 500 ? 100 : 300 };
        var report = EstimatorExamples.Fit(data, spec, seed).Report;
        Assert.Equal((samples, HeldOut), (report.TrainingSamples, report.HeldOut.Length));
        foreach (var score in report.Scores) output.WriteLine($"{samples} samples, seed {seed}: {score}");
        return report;
    }
}
