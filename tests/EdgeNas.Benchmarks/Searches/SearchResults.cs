using System.Collections.Concurrent;
using System.Text.Json;

namespace EdgeNas.Benchmarks.Searches;

/// <summary>
/// The regrets of finished runs, kept in a file of one line each, so that a benchmark of hours can be interrupted. The file knows nothing of the code that made it: after a change to a strategy, remove it.
/// </summary>
internal sealed class SearchResults
{
    private readonly ConcurrentDictionary<SearchRun, double[]> _regrets = new();
    private readonly string _path;
    private readonly Lock _file = new();

    public SearchResults(string path)
    {
        _path = path;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (!File.Exists(path)) return;
        string text = File.ReadAllText(path);
        // The last line is half a line where a process was killed while it wrote.
        int whole = text.LastIndexOf('\n') + 1;
        if (whole < text.Length) File.WriteAllText(path, text[..whole]);
        foreach (string line in text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var stored = JsonSerializer.Deserialize<Line>(line)!;
            _regrets[stored.Run] = stored.Regrets;
        }
    }

    public IEnumerable<KeyValuePair<SearchRun, double[]>> All => _regrets;

    public bool Has(SearchRun run) => _regrets.ContainsKey(run);

    /// <param name="regrets">Points below the optimum after each budget.</param>
    public void Add(SearchRun run, double[] regrets)
    {
        _regrets[run] = regrets;
        lock (_file) File.AppendAllText(_path, JsonSerializer.Serialize(new Line(run, regrets)) + "\n");
    }

    private sealed record Line(SearchRun Run, double[] Regrets);
}
