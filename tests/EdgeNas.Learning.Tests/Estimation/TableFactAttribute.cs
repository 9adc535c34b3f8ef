namespace EdgeNas.Learning.Tests.Estimation;

/// <summary>A test on a table measured by others, which is not part of the project: skipped, with the reason, where the file is absent.</summary>
internal sealed class TableFactAttribute : FactAttribute
{
    public TableFactAttribute(string file)
    {
        if (!File.Exists(PathOf(file)))
        {
            Skip = $"{file} is neither in the folder that EDGENAS_TABLES names nor in ../shared/data from the project's root";
        }
    }

    public static string PathOf(string file) => Path.Combine(Environment.GetEnvironmentVariable("EDGENAS_TABLES") ?? SharedData(), file);

    private static string SharedData()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EdgeNas.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "..", "shared", "data");
    }
}
