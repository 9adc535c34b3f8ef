using System.Globalization;
using System.Text.Json.Nodes;
using EdgeNas.Domain.Sampling;

namespace EdgeNas.EndToEnd.Tests;

/// <summary><c>edgenas estimator</c> on small made-up tables.</summary>
public sealed class EstimatorCommandTests : IDisposable
{
    private static readonly string[] Figures = ["model", "train", "spearman", "kendall", "rmse", "mape", "within5", "within10"];

    private readonly string _folder = Directory.CreateTempSubdirectory("edgenas-estimator-").FullName;
    private readonly IReadOnlyDictionary<string, (double Accuracy, double Milliseconds)> _cells;

    public EstimatorCommandTests() => _cells = CellTables.Write(_folder, "search.conf");

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task Compare_AsJson_ListsTheFiguresOfEveryModelAndMarksOne()
    {
        var models = JsonNode.Parse(await Run("compare", "--table", "cells.csv", "--encode", "nb201:ops", "--target", "ms", "--train", "30", "60", "--seeds", "2", "--json"))!.AsArray();

        Assert.All(models, model => Assert.All(Figures, figure => Assert.NotNull(model![figure])));
        foreach (int train in new[] { 30, 60 })
        {
            var ofSize = models.Where(model => model!["train"]!.GetValue<int>() == train).ToList();
            Assert.Equal(["boosted-trees", "ensemble", "gp-onehot", "layer-table", "perceptron"], ofSize.Select(model => model!["model"]!.GetValue<string>()).Order());
            var chosen = Assert.Single(ofSize, model => model!["chosen"]!.GetValue<bool>())!;
            Assert.InRange(chosen["spearman"]!.GetValue<double>(), 0.9, 1);
            Assert.InRange(chosen["mape"]!.GetValue<double>(), 0, 2);
            Assert.InRange(chosen["within5"]!.GetValue<double>(), 95, 100);
        }

        Assert.Contains("60 samples", File.ReadAllText(Path.Combine(_folder, "runs", "estimator", "ms.html")));
    }

    [Fact]
    public async Task Fit_ThenPredictAndEvaluate_IsNearWhatWasMeasured()
    {
        string predicted = await Run("fit", "--table", "cells.csv", "--encode", "nb201:ops", "--target", "ms", "--train", "80", "--kind", "gp-onehot", "--out", "cells.model.json", "--predict", "cells.csv");

        string[] lines = predicted.TrimEnd().Split('\n');
        Assert.Equal("ops,predicted_ms,low_ms,high_ms", lines[0]);
        Assert.Equal(_cells.Keys, lines[1..].Select(line => line.Split(',')[0]));
        Assert.All(lines[1..], line => Assert.InRange(Number(line, 1), 0.9 * _cells[line.Split(',')[0]].Milliseconds, 1.1 * _cells[line.Split(',')[0]].Milliseconds));

        var stored = Assert.Single(JsonNode.Parse(await Run("evaluate", "--model", "cells.model.json", "--table", "cells.csv", "--target", "ms", "--json"))!.AsArray())!;
        Assert.Equal((80, 220), (stored["train"]!.GetValue<int>(), stored["heldOut"]!.GetValue<int>()));
        Assert.InRange(stored["within10"]!.GetValue<double>(), 99, 100);
    }

    [Fact]
    public async Task Fit_TwoTablesOfADeviceEach_OneModelPredictsBoth()
    {
        // Each layer of mobile-28's twelve has seven choices; what they add is made up.
        var random = new SeedStream(1, "codes");
        string[] codes = [.. Enumerable.Range(0, 40).Select(_ => string.Concat(Enumerable.Range(0, 12).Select(_ => random.Next(6).ToString(CultureInfo.InvariantCulture))))];
        Write("pi.csv", "pi_ms", codes[..30], code => Milliseconds(code));
        Write("tx2.csv", "tx2_ms", codes[10..], code => 0.2 * Milliseconds(code));
        File.WriteAllLines(Path.Combine(_folder, "codes.csv"), ["code", .. codes]);

        string predicted = await Run(
            "fit", "--table", "pi.csv", "tx2.csv", "--encode", "operators:code", "--space", "mobile-28", "--target", "pi_ms", "tx2_ms", "--kind", "layer-table", "--predict", "codes.csv");

        string[] lines = predicted.TrimEnd().Split('\n');
        Assert.Equal("code,target,predicted_ms,low_ms,high_ms", lines[0]);
        Assert.Equal(80, lines.Length - 1);
        double pi = lines.Where(line => line.Contains(",pi_ms,", StringComparison.Ordinal)).Average(line => Number(line, 2)), tx2 = lines.Where(line => line.Contains(",tx2_ms,", StringComparison.Ordinal)).Average(line => Number(line, 2));
        Assert.InRange(pi, 0.9 * codes.Average(Milliseconds), 1.1 * codes.Average(Milliseconds));
        Assert.InRange(tx2, 0.5 * 0.2 * pi, 2 * 0.2 * pi);
        Assert.True(File.Exists(Path.Combine(_folder, "pi_ms+tx2_ms.model.json")));
    }

    [Fact]
    public async Task Fit_ColumnOfNoTable_SaysWhatEachHas()
    {
        Write("pi.csv", "pi_ms", ["012345"], _ => 1);
        var (code, _, error) = await EdgeNasProcess.RunAsync(_folder, "estimator", "fit", "--table", "cells.csv", "pi.csv", "--encode", "nb201:ops", "--target", "tx2_ms");

        Assert.Equal(1, code);
        Assert.Contains("No table has a column 'tx2_ms': cells.csv has ops, acc, ms; pi.csv has code, pi_ms", error);
    }

    private static double Milliseconds(string code) => code.Sum(digit => 1 + (0.3 * (digit - '0')));

    private static double Number(string line, int column) => double.Parse(line.Split(',')[column], CultureInfo.InvariantCulture);

    private void Write(string table, string column, string[] codes, Func<string, double> milliseconds) => File.WriteAllLines(
        Path.Combine(_folder, table), [$"code,{column}", .. codes.Select(code => string.Create(CultureInfo.InvariantCulture, $"{code},{milliseconds(code)}"))]);

    private async Task<string> Run(params string[] arguments)
    {
        var (code, output, error) = await EdgeNasProcess.RunAsync(_folder, ["estimator", .. arguments]);
        Assert.True(code == 0, error);
        return output;
    }
}
