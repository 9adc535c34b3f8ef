using System.IO.Compression;
using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Tables;

namespace EdgeNas.Domain.Tests.Tables;

public sealed class MeasuredTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenas-table").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Measured_EmptyCells_AreLeftOutAndCodesKeepTheirZeros()
    {
        var table = Parse("ops,a_ms,b_ms\n012340,1.5,\n\"000001\",2e1,3\n");

        Assert.Equal([(new Architecture("012340"), 1.5), (new Architecture("000001"), 20.0)], table.Measured("ops", "a_ms").AsEnumerable());
        Assert.Equal([(new Architecture("000001"), 3.0)], table.Measured("ops", "b_ms").AsEnumerable());
    }

    [Fact]
    public void Load_Gzip_IsReadAsText()
    {
        string path = Path.Combine(_folder, "t.csv.gz");
        using (var writer = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest))) writer.Write("ops,ms\n01,2\n");
        Assert.Equal(1, MeasuredTable.Load(path).Rows);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("ops,ms\n", "no rows")]
    [InlineData("ops,ms\n01\n", "line 2 has 1 cells, but the header has 2 columns")]
    [InlineData("ops,ms\n01,x\n", "row 1: ms = 'x', expected a number")]
    [InlineData("ops,ms\n01,0\n", "row 1: ms = 0, expected more than 0")]
    [InlineData("ops,ms\n01,\n", "column 'ms' is empty in all 1 rows")]
    [InlineData("ops,latency\n01,1\n", "has no column 'ms'; it has ops, latency")]
    public void Measured_WrongTable_SaysWhatIsWrong(string text, string said)
    {
        var error = Assert.Throws<EdgeNasException>(() => Parse(text).Measured("ops", "ms"));
        Assert.Contains(said, error.Message);
    }

    [Fact]
    public void Load_NoFileOrNoGzip_NamesTheFile()
    {
        string path = Path.Combine(_folder, "t.csv.gz");
        Assert.Contains("there is no such file", Assert.Throws<EdgeNasException>(() => MeasuredTable.Load(path)).Message);
        File.WriteAllText(path, "ops,ms\n01,2\n");
        var error = Assert.Throws<EdgeNasException>(() => MeasuredTable.Load(path));
        Assert.Contains(path, error.Message);
        Assert.Contains("is no gzip file", error.Message);
    }

    private static MeasuredTable Parse(string text) => MeasuredTable.Parse("t.csv", new StringReader(text));
}
