namespace EdgeNas.Benchmarks.Searches;

/// <summary>One method on one problem with one seed.</summary>
/// <param name="Problem">The problem's label.</param>
/// <param name="Margin">The latency margin of the method, 1 for those that have none.</param>
internal readonly record struct SearchRun(string Method, string Problem, int Seed, double Margin);
