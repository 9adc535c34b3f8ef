using System.Text.RegularExpressions;
using EdgeNas.Domain;
using Hocon;

namespace EdgeNas.Hosting.Settings;

/// <summary>One text with settings: a file, an option, or the defaults.</summary>
internal sealed partial class SettingsSource
{
    private readonly string _name;
    private readonly HoconKeyLines? _lines;

    private SettingsSource(HoconObject root, string name, HoconKeyLines? lines = null, bool isDefaults = false)
    {
        Root = root;
        _name = name;
        _lines = lines;
        IsDefaults = isDefaults;
    }

    public bool IsDefaults { get; }

    public HoconObject Root { get; }

    /// <exception cref="SettingsException">The file is no HOCON.</exception>
    /// <exception cref="EdgeNasException">The file can't be read.</exception>
    public static SettingsSource File(string path)
    {
        string text;
        try
        {
            text = System.IO.File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EdgeNasException($"{path} can't be read: {e.Message} Give the path of a settings file that exists.", e);
        }

        return new SettingsSource(Parse(text, path).Value.GetObject(), path, new HoconKeyLines(text));
    }

    /// <summary>One <c>key=value</c> from the command line; a value that begins as an address does, such as <c>http://…</c>, needs no quotes.</summary>
    /// <exception cref="SettingsException">There is no <c>=</c>, or the value is no HOCON.</exception>
    public static SettingsSource Override(string assignment)
    {
        string where = $"--set {assignment}";
        int equals = assignment.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1) throw new SettingsException([new SettingsError(where, null, "expected key=value, such as --set supernet.rounds=8")]);
        string value = assignment[(equals + 1)..].Trim();
        return new SettingsSource(Parse(Address().IsMatch(value) ? $"{assignment[..equals]} = {HoconText.Quoted(value)}" : assignment, where).Value.GetObject(), where);
    }

    public static SettingsSource Defaults(string text, string section) =>
        new(HoconConfigurationFactory.ParseString(text).GetObject(section), "hocon/reference.conf", isDefaults: true);

    /// <summary>A whole file of defaults that is built into this program.</summary>
    /// <param name="name">Below <c>hocon</c>, such as <c>node/seed.conf</c>.</param>
    public static SettingsSource Defaults(string name) => new(HoconConfigurationFactory.ParseString(Embedded.Text(name)).Value.GetObject(), $"hocon/{name}");

    /// <summary>A value that an option of the command line gives.</summary>
    public static SettingsSource Option(string option, string key, string value) =>
        new(Parse($"{key} = {HoconText.Quoted(value)}", option).Value.GetObject(), option);

    /// <summary>What is wrong with a key, and where it stands.</summary>
    public SettingsError Error(string key, string problem) => new(_name, _lines?.Find(key), problem);

    // HOCON would take the rest for a comment.
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.\-]*://")]
    private static partial Regex Address();

    private static Config Parse(string text, string where)
    {
        try
        {
            return HoconConfigurationFactory.ParseString(text);
        }
        catch (HoconParserException e)
        {
            throw new SettingsException([new SettingsError(where, e.LineNumber > 0 ? e.LineNumber : null, e.Message)]);
        }
        catch (HoconException e)
        {
            throw new SettingsException([new SettingsError(where, null, e.Message)]);
        }
    }
}
