namespace Hocon.Syntax;

/// <summary>Files, relative to the file that includes them. A name without a file may lack its <c>.conf</c> or <c>.json</c>.</summary>
internal sealed class FileIncludes : IIncludeSource
{
    public bool Supports(HoconCallbackType type) => type == HoconCallbackType.File;

    public (string Text, string Name)? Open(HoconCallbackType type, string name, string? from)
    {
        string path = Path.GetFullPath(name, Path.GetDirectoryName(Path.GetFullPath(from ?? "."))!);
        string? found = new[] { path, path + ".conf", path + ".json" }.FirstOrDefault(File.Exists);
        return found is null ? null : (Read(found), found);
    }

    /// <summary>Reads a file that isn't larger than <see cref="Limits.SourceLength"/> allows.</summary>
    public static string Read(string path)
    {
        using var stream = File.OpenRead(path);
        if (stream.Length > 4L * Limits.SourceLength)
            throw new HoconParserException($"{path} has {stream.Length} bytes, more than a configuration may have. Is it one?");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
