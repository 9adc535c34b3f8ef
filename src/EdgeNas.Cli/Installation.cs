using EdgeNas.Hosting.Settings;

namespace EdgeNas.Cli;

/// <summary>Where this program's files lie: the repository, or what was set up like it.</summary>
internal static class Installation
{
    /// <summary><c>EDGENAS_ROOT</c>; else the nearest folder above the program that has <c>hocon/reference.conf</c>; else the current one.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("EDGENAS_ROOT") is { Length: > 0 } root ? root : Above(AppContext.BaseDirectory) ?? Environment.CurrentDirectory;

    public static string Spaces => Path.Combine(Root, "hocon", "spaces");

    /// <summary>The devices that this machine can measure on.</summary>
    public static DeviceCatalog Devices => new(Path.Combine(Root, "hocon", "devices"));

    /// <summary>The file of a space that is given by its path, or by its name in <see cref="Spaces"/>.</summary>
    public static string SpaceFile(string space) => File.Exists(space) || space.Contains('/') ? space : Path.Combine(Spaces, $"{space}.conf");

    public static string Data => Environment.GetEnvironmentVariable("EDGENAS_DATA") is { Length: > 0 } data ? data : Path.Combine(Root, ".edgenas", "data");

    private static string? Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "hocon", "reference.conf"))) return at.FullName;
        }

        return null;
    }
}
