namespace EdgeNas.Hosting.Settings;

/// <summary>Writes HOCON.</summary>
internal static class HoconText
{
    public static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
