using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Spaces;
using EdgeNas.Hosting.Settings;

namespace EdgeNas.Hosting.Tests.Settings;

public sealed class TableSettingsTests : IDisposable
{
    private const string Valid = """
        name = example
        space = cells.conf
        accuracy = table
        device = table
        table {
          accuracy { file = "accuracy.csv", column = acc }
          latency { file = "latency.csv", column = ms }
        }
        measure.architectures = 10
        """;

    private readonly TemporaryFolder _folder = new();

    public TableSettingsTests()
    {
        _folder.Write("cells.conf", "name = cells\nkind = nb201\n");
        _folder.Write("accuracy.csv", "ops,acc,other\n" + string.Concat(Cells(0, 30).Select((cell, i) => $"{cell},{50 + i},{60 + i}\n")));
        _folder.Write("latency.csv", "ops,ms\n" + string.Concat(Cells(10, 40).Select((cell, i) => $"{cell},{1 + i}\n")));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_TwoTables_SearchesWhatBothHave()
    {
        var loaded = Load();

        Assert.Equal(Cells(10, 30), loaded.Spec.Space.Only!.Value.Select(cell => cell.Code));
        Assert.Equal((SpaceKind.Cell, 20), (loaded.Spec.Space.Kind, (int)loaded.Spec.Space.Count));
        Assert.Equal(loaded.Spec.Space.Input, loaded.Input);
        Assert.Equal("acc", loaded.Spec.AccuracyTable!.Tested.Column);
        Assert.Equal((0, 0, false), (loaded.Spec.Supernet.Rounds, loaded.Spec.Train.Epochs, loaded.Spec.Regularization.Enabled));
        Assert.Equal([loaded.Spec.AccuracyTable.Explored.Content, loaded.Spec.LatencyTable!.Content], loaded.Tables.Select(table => ArtifactId.Of(table)));
    }

    [Fact]
    public void Load_TestColumn_IsLookedUpAtTheEnd() => Assert.Equal("other", Load("table.accuracy.test-column=other").Spec.AccuracyTable!.Tested.Column);

    [Theory]
    [InlineData("table.accuracy.file=nowhere.csv", "Table nowhere.csv: there is no such file")]
    [InlineData("table.accuracy.column=top1", "has no column 'top1'; it has ops, acc, other")]
    [InlineData("table.latency.column=\"\"", "table.latency.column = : expected a column of table.latency.file")]
    [InlineData("table.architectures=cell", "has no column 'cell'")]
    [InlineData("measure.architectures=21", "measure.architectures = 21, but the tables have only 20 architectures in common")]
    [InlineData("accuracy=supernet", "accuracy = supernet, but space cells is known from tables only: set accuracy = table", "dataset.name=cifar-10")]
    [InlineData("device=simulated", "device = simulated, but space cells is known from tables only: set device = table")]
    [InlineData("accuracy=luck", "accuracy = luck: expected one of supernet, table")]
    public void Load_Mistake_SaysWhatIsWrongAndWhere(string set, string said, params string[] more)
    {
        var error = Assert.Throws<SettingsException>(() => Load([set, .. more]));
        Assert.Contains(said, error.Message);
    }

    [Theory]
    [InlineData("ops,ms\n00000,1\n", "Architecture '00000' has 5 digits, but space cells has 6")]
    [InlineData("ops,ms\n000005,1\n", "digit 6 is '5'")]
    [InlineData("ops,ms\n000001,1\n000001,2\n", "has architecture '000001' twice")]
    [InlineData("ops,ms\n000001,nan\n", "ms = 'nan', expected a number")]
    public void Load_WrongTable_SaysWhatIsWrong(string latency, string said)
    {
        _folder.Write("latency.csv", latency);
        Assert.Contains(said, Assert.Throws<SettingsException>(() => Load()).Message);
    }

    private static IEnumerable<string> Cells(int from, int to) => CellSpace.Space.AllChoices().Enumerate().Skip(from).Take(to - from).Select(cell => cell.Code);

    private LoadedSearch Load(params string[] overrides) => SearchSpecFile.Load(_folder.Write("search.conf", Valid), overrides, _folder.Path, 3);
}
