using EdgeNas.ActorBenchmarks;
using EdgeNas.ActorBenchmarks.Actors;
using EdgeNas.ActorBenchmarks.Journal;

// What the actor library does per second, by its public API alone: the same program is compiled against src/compat and against the real packages.
var suites = new SortedDictionary<string, Func<IEnumerable<Line>>>(StringComparer.Ordinal)
{
    ["actors"] = ActorLines.Measure,
    ["journal"] = JournalLines.Measure,
};

switch (args)
{
    case [var name] when suites.TryGetValue(name, out var measure):
        Report.Print(measure());
        return 0;
    case [var name, "--json"] when suites.TryGetValue(name, out var measure):
        Report.PrintJson(measure());
        return 0;
    case [var name, "--peer", var peer] when suites.ContainsKey(name):
        return Comparison.Run(name, peer);
    default:
        Console.Error.WriteLine($"usage: edgenas-actor-bench NAME [--json | --peer PROGRAM.dll], where NAME is one of: {string.Join(", ", suites.Keys)}");
        return 2;
}
