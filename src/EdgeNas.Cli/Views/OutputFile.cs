using EdgeNas.Domain;

namespace EdgeNas.Cli.Views;

/// <summary>Files that a command was asked to write.</summary>
internal static class OutputFile
{
    /// <exception cref="EdgeNasException">The file can't be written.</exception>
    public static void Write(string path, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllText(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EdgeNasException($"{path} can't be written: {e.Message} Give another path.", e);
        }
    }
}
