using System.Globalization;

namespace EdgeNas.Benchmarks.Searches;

/// <summary>What is asked of the benchmark.</summary>
/// <param name="Tables">Folder of the measured tables.</param>
/// <param name="FirstSeed">The first of the seeds.</param>
/// <param name="Seeds">How many, for our strategies.</param>
/// <param name="PeerSeeds">How many for Optuna's samplers, at most.</param>
/// <param name="PeerMinutes">When Optuna stops, after the runs it is at; it goes on next time.</param>
/// <param name="Processes">How many runs go on at once.</param>
/// <param name="Margin">How far over the limit, as a factor, a cell may lie by the latency model and still be proposed: measured, it may keep it.</param>
/// <param name="Results">File that keeps the results of finished runs, so that an interrupted benchmark goes on.</param>
internal sealed record SearchOptions(string Tables, int FirstSeed, int Seeds, int PeerSeeds, double PeerMinutes, int Processes, double Margin, string Results)
{
    public static SearchOptions Parse(string[] arguments)
    {
        string root = Environment.GetEnvironmentVariable("EDGENAS_ROOT") ?? ".";
        string Text(string name, string otherwise) => arguments.SkipWhile(argument => argument != name).ElementAtOrDefault(1) ?? otherwise;
        double Number(string name, double otherwise) => double.Parse(Text(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
        int seeds = (int)Number("--seeds", 50);
        return new SearchOptions(
            Text("--tables", MeasuredTables.Folder),
            (int)Number("--first-seed", 0),
            seeds,
            Math.Min(seeds, (int)Number("--peer-seeds", 50)),
            Number("--peer-minutes", 90),
            (int)Number("--processes", Environment.ProcessorCount),
            Number("--margin", TableRun.Margin),
            Text("--results", Path.Combine(root, ".edgenas", "bench", "search.jsonl")));
    }
}
