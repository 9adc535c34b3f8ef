namespace EdgeNas.Hosting.Settings;

/// <summary>Texts of the folder <c>hocon</c> that are built into this program.</summary>
internal static class Embedded
{
    public static string Text(string name)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream($"hocon/{name}") ?? throw new InvalidOperationException($"hocon/{name} is not built into this program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
