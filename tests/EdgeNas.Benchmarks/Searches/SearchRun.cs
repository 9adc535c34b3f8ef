namespace EdgeNas.Benchmarks.Searches;

/// <summary>One method on one problem with one seed.</summary>
internal readonly record struct SearchRun(string Method, int Problem, int Seed);
