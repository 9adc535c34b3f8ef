using Hocon;

namespace EdgeNas.Hosting.Settings;

/// <summary>The documented defaults, <c>hocon/reference.conf</c>, as built into this program.</summary>
internal static class Reference
{
    public static string Text { get; } = Embedded.Text("reference.conf");

    /// <summary>Every key of a search: those with a default, and those that stand there as a comment because they have none.</summary>
    public static IReadOnlyList<string> SearchKeys { get; } =
        [.. Keys(SettingsSource.Defaults(Text.Replace("# name = ", "name = ").Replace("# space = ", "space = "), "search").Root, "")];

    /// <summary>Every key of a file of defaults, such as <c>node/seed.conf</c>.</summary>
    public static IEnumerable<string> KeysOf(string name) => Keys(SettingsSource.Defaults(name).Root, "");

    private static IEnumerable<string> Keys(HoconObject fields, string prefix) => fields.SelectMany(field => field.Value.Value.Type == HoconType.Object
        ? Keys(field.Value.Value.GetObject(), prefix + field.Key + '.')
        : [prefix + field.Key]);
}
