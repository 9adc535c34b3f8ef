using System.Collections.Immutable;
using EdgeNas.Domain;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Tables;

namespace EdgeNas.Hosting.Settings;

/// <summary>Reads the tables that a search looks accuracies and latencies up in, and narrows its space to the architectures that they have.</summary>
/// <param name="path">Of the search's file; tables' paths are relative to it or to the current folder.</param>
internal sealed class TableSettings(SettingsReader reader, string path)
{
    private readonly Dictionary<ArtifactId, byte[]> _contents = [];
    private readonly List<(string Key, LookupTable Table)> _tables = [];

    /// <summary>The bytes of every table that was read.</summary>
    public ImmutableArray<byte[]> Contents => [.. _contents.Values];

    public AccuracyTable ReadAccuracy()
    {
        string explored = reader.Text("table.accuracy.column", "a column of table.accuracy.file with accuracies in percent");
        string tested = reader.OptionalText("table.accuracy.test-column") is { Length: > 0 } other ? other : explored;
        return new AccuracyTable(Read("table.accuracy", explored), Read("table.accuracy", tested));
    }

    public TableSource ReadLatency() => Read("table.latency", reader.Text("table.latency.column", "a column of table.latency.file with latencies in milliseconds"));

    /// <summary>The search among the architectures that all its tables have; without any, as it is.</summary>
    public SearchSpec Narrow(SearchSpec spec)
    {
        if (reader.HasErrors || _tables.Count == 0) return spec;
        IEnumerable<Architecture> common = _tables[0].Table.Architectures;
        foreach (var (key, table) in _tables)
        {
            CheckCodes(key, table, spec.Space);
            common = common.Intersect(table.Architectures);
        }

        ImmutableArray<Architecture> only = [.. common.Order()];
        if (only.Length < spec.Measure.Architectures) reader.Report("measure.architectures", $"measure.architectures = {spec.Measure.Architectures}, but the tables have only {only.Length} architectures in common: lower it, or give tables of the same architectures");
        return only.Length == spec.Space.Count ? spec : spec with { Space = spec.Space with { Only = only } };
    }

    private TableSource Read(string section, string column)
    {
        string key = $"{section}.file", file = reader.Text(key, "the path of a CSV file (.csv or .csv.gz), relative to this one");
        string architectures = reader.Text("table.architectures", "the column with the architectures' codes");
        var none = new TableSource(file, new ArtifactId(""), architectures, column);
        if (file.Length == 0 || column.Length == 0) return none;
        try
        {
            string beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, file);
            byte[] content = MeasuredTable.Read(File.Exists(beside) ? beside : file);
            var source = none with { Content = ArtifactId.Of(content) };
            _tables.Add((key, LookupTable.Of(source, content)));
            _contents[source.Content] = content;
            return source;
        }
        catch (EdgeNasException e)
        {
            reader.Report(key, e.Message);
            return none;
        }
    }

    private void CheckCodes(string key, LookupTable table, SearchSpace space)
    {
        try
        {
            foreach (var architecture in table.Architectures) Architecture.Parse(architecture.Code, space);
        }
        catch (EdgeNasException e)
        {
            reader.Report(key, $"{reader.Text(key, "a path")} is no table of space {space.Name}: {e.Message}");
        }
    }
}
