using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Tables;

/// <summary>A table that somebody measured: a CSV file, plain or gzipped, with a header and one architecture per row. Empty cells were not measured.</summary>
public sealed class MeasuredTable
{
    private readonly string[] _columns;
    private readonly string[][] _rows;

    private MeasuredTable(string path, string[] columns, string[][] rows) => (Path, _columns, _rows) = (path, columns, rows);

    public string Path { get; }

    public int Rows => _rows.Length;

    public IReadOnlyList<string> Columns => _columns;

    /// <exception cref="EdgeNasException">No such file, not readable, damaged, or not a table; the message says which line.</exception>
    public static MeasuredTable Load(string path)
    {
        return Parse(path, Read(path));
    }

    /// <summary>The bytes of a table's file.</summary>
    /// <exception cref="EdgeNasException">No such file, or not readable.</exception>
    public static byte[] Read(string path)
    {
        if (!File.Exists(path)) throw new EdgeNasException($"Table {path}: there is no such file; give the path of a .csv or .csv.gz file.");
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EdgeNasException($"Table {path} can't be read: {e.Message}", e);
        }
    }

    /// <param name="path">Where the bytes are from; a name that ends in .gz says that they are gzipped.</param>
    /// <exception cref="EdgeNasException">Damaged, or not a table; the message says which line.</exception>
    public static MeasuredTable Parse(string path, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using Stream file = new MemoryStream(bytes.ToArray());
            using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(content);
            return Parse(path, reader);
        }
        catch (InvalidDataException e)
        {
            throw new EdgeNasException($"Table {path} is no gzip file, though its name ends in .gz, or it is damaged: {e.Message} Fetch it again, or rename it if it is plain text.", e);
        }
    }

    /// <param name="path">Where the text is from, for error messages.</param>
    public static MeasuredTable Parse(string path, TextReader reader)
    {
        string header = reader.ReadLine() ?? throw new EdgeNasException($"Table {path} is empty; expected a header such as ops,latency_ms and one row per architecture.");
        string[] columns = [.. header.TrimStart('\uFEFF').Split(',').Select(Unquoted)];
        var rows = new List<string[]>();
        for (int line = 2; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0) continue;
            string[] cells = [.. text.Split(',').Select(Unquoted)];
            if (cells.Length != columns.Length) throw new EdgeNasException($"Table {path}, line {line} has {cells.Length} cells, but the header has {columns.Length} columns: mend the line.");
            rows.Add(cells);
        }

        return rows.Count > 0 ? new MeasuredTable(path, columns, [.. rows]) : throw new EdgeNasException($"Table {path} has a header but no rows.");
    }

    public bool Has(string column) => Array.IndexOf(_columns, column) >= 0;

    /// <summary>One column as text.</summary>
    /// <exception cref="EdgeNasException">No such column; the message lists those that there are.</exception>
    public ImmutableArray<string> Texts(string column)
    {
        int index = Array.IndexOf(_columns, column);
        if (index < 0) throw new EdgeNasException($"Table {Path} has no column '{column}'; it has {string.Join(", ", _columns)}.");
        return [.. _rows.Select(row => row[index])];
    }

    /// <summary>One column as numbers; null where a cell is empty.</summary>
    /// <exception cref="EdgeNasException">No such column, or a cell that is no finite number.</exception>
    public ImmutableArray<double?> Numbers(string column)
    {
        var texts = Texts(column);
        return [.. texts.Select((text, row) => Number(column, text, row))];
    }

    /// <summary>The architectures that a column names, with what was measured for them; rows where nothing was are left out.</summary>
    /// <exception cref="EdgeNasException">A column is missing, or a measured value is not above 0.</exception>
    public ImmutableArray<(Architecture Architecture, double Value)> Measured(string codes, string target)
    {
        var names = Texts(codes);
        var values = Numbers(target);
        var measured = ImmutableArray.CreateBuilder<(Architecture, double)>();
        for (int row = 0; row < names.Length; row++)
        {
            if (values[row] is not { } value) continue;
            if (!(value > 0)) throw new EdgeNasException($"Table {Path}, row {row + 1}: {target} = {value}, expected more than 0; leave the cell empty where nothing was measured.");
            measured.Add((new Architecture(names[row]), value));
        }

        return measured.Count > 0 ? measured.ToImmutable() : throw new EdgeNasException($"Table {Path}: column '{target}' is empty in all {Rows} rows; choose another of {string.Join(", ", _columns)}.");
    }

    private double? Number(string column, string text, int row)
    {
        if (text.Length == 0) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw new EdgeNasException($"Table {Path}, row {row + 1}: {column} = '{text}', expected a number; leave the cell empty where nothing was measured.");
    }

    private static string Unquoted(string cell)
    {
        string trimmed = cell.Trim();
        return trimmed.Length >= 2 && trimmed[0] == '"' && trimmed[^1] == '"' ? trimmed[1..^1] : trimmed;
    }
}
