using EdgeNas.Domain.Spaces;
using EdgeNas.Hosting.Settings;

namespace EdgeNas.Hosting.Tests.Settings;

public sealed class ShippedFilesTests
{
    private static string Hocon { get; } = Find(AppContext.BaseDirectory);

    public static TheoryData<string> Searches => [.. Directory.GetFiles(Path.Combine(Hocon, "searches"), "*.conf").Select(path => Path.GetFileName(path))];

    public static TheoryData<string> Spaces => [.. Directory.GetFiles(Path.Combine(Hocon, "spaces"), "*.conf").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Searches))]
    public void Load_ShippedSearch_IsValid(string file)
    {
        using var folder = new TemporaryFolder();
        var loaded = SearchSpecFile.Load(Path.Combine(Hocon, "searches", file), file.StartsWith("nb201", StringComparison.Ordinal) ? Tables(folder) : [], Path.Combine(Hocon, "spaces"), 2);

        Assert.Equal(Path.GetFileNameWithoutExtension(file), loaded.Spec.Name);
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Load_ShippedSpace_IsValid(string file) =>
        Assert.Equal(Path.GetFileNameWithoutExtension(file), SpaceFile.Load(Path.Combine(Hocon, "spaces", file)).Name);

    /// <summary>Tables aren't shipped.</summary>
    private static string[] Tables(TemporaryFolder folder)
    {
        string table = folder.Write("t.csv", "ops,acc,ms\n" + string.Concat(CellSpace.Space.AllChoices().Enumerate().Take(200).Select(cell => $"{cell},90,1\n")));
        return [.. new[] { "accuracy", "latency" }.Select(kind => $"table.{kind}.file=\"{table}\""), "table.accuracy.column=acc", "table.latency.column=ms"];
    }

    private static string Find(string folder) => Directory.Exists(Path.Combine(folder, "hocon", "searches")) ? Path.Combine(folder, "hocon") : Find(Path.GetDirectoryName(folder)!);
}
