using System.Text.Json.Nodes;

namespace EdgeNas.EndToEnd.Tests;

/// <summary>The command on small tables: 300 cells with made-up accuracies and latencies.</summary>
public sealed class TableSearchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenas-table-").FullName;
    private readonly IReadOnlyDictionary<string, (double Accuracy, double Milliseconds)> _cells;

    public TableSearchTests() => _cells = CellTables.Write(_folder, "search.conf");

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task Run_Twice_FindsTheBestUnderTheLimitAndWritesTheSame()
    {
        string first = await Search("a"), second = await Search("b");

        Assert.Equal(File.ReadAllText(Path.Combine(first, "front.json")), File.ReadAllText(Path.Combine(second, "front.json")));
        Assert.Equal(File.ReadAllText(Path.Combine(first, "measurements.csv")), File.ReadAllText(Path.Combine(second, "measurements.csv")));
        var winner = JsonNode.Parse(File.ReadAllText(Path.Combine(first, "architecture.json")))!;
        var (accuracy, milliseconds) = _cells[winner["code"]!.GetValue<string>()];
        Assert.Equal(accuracy / 100, winner["testAccuracy"]!.GetValue<double>(), 1e-9);
        Assert.Equal(milliseconds, winner["measuredMilliseconds"]!.GetValue<double>());
        Assert.InRange(milliseconds, 0, 2.6);
        Assert.InRange(accuracy, _cells.Values.Where(cell => cell.Milliseconds <= 2.6).Max(cell => cell.Accuracy) - 0.5, 100);
        Assert.Contains("looked up in column acc", File.ReadAllText(Path.Combine(first, "report.html")));
        Assert.False(File.Exists(Path.Combine(first, "model.onnx")));
    }

    [Fact]
    public async Task Run_TableWithoutTheColumn_ListsThoseThatItHas()
    {
        var (code, _, error) = await EdgeNasProcess.RunAsync(_folder, "search", "run", "search.conf", "--plain", "--set", "table.latency.column=tx2");

        Assert.Equal(2, code);
        Assert.Contains("search.conf:7", error);
        Assert.Contains("has no column 'tx2'; it has ops, acc, ms", error);
    }

    private async Task<string> Search(string runs)
    {
        var (code, output, error) = await EdgeNasProcess.RunAsync(_folder, "search", "run", "search.conf", "--plain", "--runs", Path.Combine(_folder, runs));
        Assert.True(code == 0, error);
        return output.TrimEnd().Split('\n')[^1].Trim();
    }
}
