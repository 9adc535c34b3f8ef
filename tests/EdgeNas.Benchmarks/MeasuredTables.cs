namespace EdgeNas.Benchmarks;

/// <summary>Where tables lie that others measured.</summary>
internal static class MeasuredTables
{
    /// <summary>The folder in EDGENAS_TABLES, else the one beside the project.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("EDGENAS_TABLES") is { Length: > 0 } named
        ? named
        : Path.Combine(Environment.GetEnvironmentVariable("EDGENAS_ROOT") ?? ".", "..", "shared", "data");
}
