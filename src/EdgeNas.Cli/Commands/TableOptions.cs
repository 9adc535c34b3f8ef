using System.Collections.Immutable;
using System.CommandLine;
using EdgeNas.Domain;
using EdgeNas.Domain.Tables;
using EdgeNas.Hosting.Settings;
using EdgeNas.Learning.LatencyModels;
using EdgeNas.Learning.LatencyModels.Encoding;

namespace EdgeNas.Cli.Commands;

/// <summary>A table, or several that are read as one, as the command line names it, read and encoded.</summary>
/// <param name="Paths">Of its files, joined by commas.</param>
/// <param name="Names">Of its files without their folders, joined by commas.</param>
internal sealed record LoadedTable(string Paths, string Names, int Rows, EncodingChoice Encoding, string Target, TrainingSet Samples);

/// <summary>The options that say which table, and what of it.</summary>
internal sealed class TableOptions
{
    /// <summary>One row in five is held out unless the user says how many.</summary>
    private const int HeldOutShare = 5;

    public Option<string[]> Table { get; } = new("--table")
    {
        Description = "Table of measurements: CSV with a header, one architecture per row. Several are read as one: a column of --target may stand in any of them.",
        HelpName = "FILE.csv[.gz]",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string> Encode { get; } = new("--encode")
    {
        Description = $"How which column is encoded: {string.Join("; ", EncodingChoice.Known.Select(known => $"{known.Name}:COLUMN for {known.Use}"))}.",
        HelpName = "ENCODER:COLUMN",
    };

    public Option<string?> Space { get; } = new("--space") { Description = "For --encode operators: path of the space's file, or a name in hocon/spaces.", HelpName = "FILE" };

    public Option<string[]> Target { get; } = new("--target")
    {
        Description = "Column with the latency, in milliseconds; rows where it is empty are left out. Several, one per device, with --encode operators: one model covers them all.",
        HelpName = "COLUMN",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<int[]> Train { get; } = new("--train") { Description = "Rows to fit, drawn by the seed; may be given several times.", HelpName = "N", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };

    public Option<int> Seeds { get; } = new("--seeds") { Description = "How many draws to average over.", HelpName = "K", DefaultValueFactory = _ => 3 };

    public Option<int?> HeldOut { get; } = new("--held-out") { Description = "Rows to judge by, drawn by the seed before those to fit; one in five by default.", HelpName = "M" };

    public LoadedTable Load(ParseResult parsed)
    {
        var encoding = EncodingChoice.Parse(parsed.GetValue(Encode) ?? throw new EdgeNasException("--encode is missing: give ENCODER:COLUMN, such as nb201:ops or onehot:fbnet_ops."));
        if (parsed.GetValue(Space) is { } space) encoding = encoding with { Space = SpaceFile.Load(Installation.SpaceFile(space)) };
        return Load(parsed, encoding.Covering([.. parsed.GetRequiredValue(Target)]), null);
    }

    /// <param name="encoder">The encoder of a stored model; null: the one that suits the table.</param>
    public LoadedTable Load(ParseResult parsed, EncodingChoice encoding, IArchitectureEncoder? encoder)
    {
        MeasuredTable[] tables = [.. parsed.GetRequiredValue(Table).Select(MeasuredTable.Load)];
        string[] targets = parsed.GetRequiredValue(Target);
        var measured = (from target in targets
                        from table in Having(tables, target)
                        from row in table.Measured(encoding.Column, target)
                        select (Architecture: encoding.On(encoding.Read(row.Architecture.Code), target), row.Value)).ToList();
        ImmutableArray<EdgeNas.Domain.Spaces.Architecture> architectures = [.. measured.Select(row => row.Architecture)];
        var set = EncodedSet.Of(encoder ?? encoding.For(architectures), architectures);
        string paths = string.Join(", ", tables.Select(table => table.Path)), names = string.Join(", ", tables.Select(table => Path.GetFileName(table.Path)));
        return new LoadedTable(paths, names, tables.Sum(table => table.Rows), encoding, string.Join(',', targets), new TrainingSet(set, [.. measured.Select(row => row.Value)]));
    }

    /// <summary>The draws that the options ask for, one plan per <c>--train</c>.</summary>
    public ImmutableArray<ComparisonPlan> Plans(ParseResult parsed, LoadedTable table)
    {
        int rows = table.Samples.Set.Count, seeds = parsed.GetValue(Seeds), heldOut = parsed.GetValue(HeldOut) ?? rows / HeldOutShare;
        int[] sizes = parsed.GetRequiredValue(Train);
        if (sizes.Length == 0) sizes = [rows - heldOut];
        if (seeds is < 1 or > 1000) throw new EdgeNasException($"--seeds {seeds}: expected 1 to 1000.");
        if (heldOut < 2) throw new EdgeNasException($"Table {table.Paths} has {rows} measured rows, of which {heldOut} would be held out: give a table with more, or --held-out.");
        foreach (int size in sizes)
        {
            if (size < CalibratedModel.LeastSamples) throw new EdgeNasException($"--train {size}: expected at least {CalibratedModel.LeastSamples} rows.");
        }

        return [.. sizes.Select(size => new ComparisonPlan(size, heldOut, seeds))];
    }

    /// <exception cref="EdgeNasException">None of the tables has that column.</exception>
    private static List<MeasuredTable> Having(MeasuredTable[] tables, string column)
    {
        var having = tables.Where(table => table.Has(column)).ToList();
        return having.Count > 0
            ? having
            : throw new EdgeNasException($"No table has a column '{column}': {string.Join("; ", tables.Select(table => $"{table.Path} has {string.Join(", ", table.Columns)}"))}.");
    }
}
