using System.Text.Json;
using System.Xml.Linq;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Export;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Tests.Export;

public sealed class RunExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MemoryArtifacts _artifacts = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_CompletedSearch_HandsOverModelsTablesAndReport()
    {
        var search = Export();

        string[] files = [.. Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_folder.Path, path)).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "architecture.json", "baselines/mobilenetv2/architecture.json", "baselines/mobilenetv2/model.onnx", "baselines/mobilenetv2/model.safetensors",
                "baselines/random/architecture.json", "baselines/random/model.onnx", "baselines/random/model.safetensors",
                "events.jsonl", "front.json", "measurements.csv", "model.onnx", "model.safetensors", "report.html",
            ],
            files);
        Assert.Equal("onnx winner", File.ReadAllText(_folder.File("model.onnx")));
        using var architecture = JsonDocument.Parse(File.ReadAllText(_folder.File("architecture.json")));
        Assert.Equal(search.State.Winner!.Architecture.Code, architecture.RootElement.GetProperty("code").GetString());
        Assert.Equal(search.State.Spec.Space.Layers.Length, architecture.RootElement.GetProperty("layers").GetArrayLength());
        Assert.Equal(1 + search.State.Measurements.Count, File.ReadAllLines(_folder.File("measurements.csv")).Length);
    }

    [Fact]
    public void Write_Events_AreInCanonicalOrderAndComplete()
    {
        var search = Export();

        string[] lines = File.ReadAllLines(_folder.File("events.jsonl"));
        var events = lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(search.Events.Length, events.Length);
        Assert.Equal(Enumerable.Range(1, events.Length), events.Select(e => e.GetProperty("number").GetInt32()));
        Assert.Equal(["latency", "accuracy", "result"], events.Select(e => e.GetProperty("track").GetString()!).Distinct());
        // All but the first are as the journal has them; the first lacks the search's id, which is the folder's name.
        Assert.False(events[0].GetProperty("data").TryGetProperty("search", out _));
        var read = events.Skip(1).Select(e => SearchEventJson.Read(e.GetProperty("type").GetString()!, System.Text.Encoding.UTF8.GetBytes(e.GetProperty("data").GetRawText())));
        Assert.Equal(search.State.Winner, SearchReplay.Replay(read.Prepend(search.Events[0].Event)).Winner);
    }

    [Fact]
    public void Write_Front_HasTheMeasuredWinnerAndNothingDominated()
    {
        var search = Export();

        using var json = JsonDocument.Parse(File.ReadAllText(_folder.File("front.json")));
        var front = json.RootElement.GetProperty("front").EnumerateArray().Select(row => (Latency: row.GetProperty("predictedMilliseconds").GetDouble(), Accuracy: row.GetProperty("accuracy").GetDouble())).ToArray();
        Assert.NotEmpty(front);
        Assert.All(front.Zip(front.Skip(1), (before, after) => (before, after)), pair => Assert.True(pair.before.Latency < pair.after.Latency && pair.before.Accuracy < pair.after.Accuracy));
        Assert.Equal(search.State.Winner!.Architecture.Code, json.RootElement.GetProperty("winner").GetString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Write_SearchUnderWay_GivesAReportThatReads(int stage)
    {
        Export(state => stage switch
        {
            0 => true,
            1 => state.Fits.Count == 1,
            2 => state.Judgements.Count == 1,
            3 => state.GenerationsScored == 2,
            _ => state.Trained.FirstOrDefault()?.Epochs.Count == 1,
        });

        var report = Report();
        Assert.Equal(8, report.Descendants("section").Count());
        Assert.DoesNotContain("NaN", report.ToString());
        Assert.DoesNotContain("∞", report.ToString());
    }

    [Fact]
    public void Write_Report_IsOneFileThatAsksForNothing()
    {
        Export();

        var report = Report();
        Assert.Empty(report.Descendants("script"));
        Assert.Empty(report.Descendants("link"));
        Assert.DoesNotContain(report.Descendants().Attributes(), attribute => attribute.Name.LocalName is "src" || (attribute.Name.LocalName == "href" && !attribute.Value.StartsWith('#')));
        Assert.DoesNotContain("url(", File.ReadAllText(_folder.File("report.html")));
    }

    [Fact]
    public void Write_Report_DescribesEveryChartInWords()
    {
        Export();

        var charts = Report().Descendants("svg").ToArray();
        Assert.True(charts.Length >= 8, $"{charts.Length} charts");
        Assert.All(charts, chart => Assert.True(chart.Element("title")?.Value.Length > 5 && chart.Element("desc")?.Value.Length > 5));
        Assert.Equal(charts.SelectMany(chart => chart.Attribute("aria-labelledby")!.Value.Split(' ')).Order(), Report().Descendants().Attributes("id").Select(id => id.Value).Where(id => id.EndsWith("-t", StringComparison.Ordinal) || id.EndsWith("-d", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void Write_NamesWithMarkup_AreShownAsText()
    {
        var search = Export();
        var hostile = search.State with { Spec = search.State.Spec with { Name = "<b onload='x'>&" } };

        string report = EdgeNas.Hosting.Report.ReportPage.Write(new RecordedSearch(hostile, search.Events));

        Assert.DoesNotContain("<b onload", report);
        Assert.Contains("&lt;b onload", report);
    }

    private RecordedSearch Export(Func<SearchState, bool>? until = null)
    {
        var played = SearchFixture.Play(_artifacts, until);
        var search = new RecordedSearch(played.State, played.Events);
        RunExport.Write(search, _artifacts, _folder.Path);
        return search;
    }

    /// <summary>The report as XML, which it is but for its first line; what isn't well-formed fails here.</summary>
    private XDocument Report() => XDocument.Parse(string.Join('\n', File.ReadAllLines(_folder.File("report.html")).Skip(1)));
}
