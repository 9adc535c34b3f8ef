namespace EdgeNas.Hosting.Settings.Nodes;

/// <summary>Where a node's settings come from: options of the command line, <c>--set</c>, a file, and the documented defaults, in this order.</summary>
/// <param name="File">Path of a settings file; null for the defaults alone.</param>
/// <param name="Overrides"><c>key=value</c> each; the last one of a key decides.</param>
/// <param name="Options">Values that options of their own give.</param>
public sealed record NodeSources(string? File, IReadOnlyList<string> Overrides, IReadOnlyList<NodeOption> Options)
{
    /// <param name="defaults">The file below <c>hocon</c> that documents every key.</param>
    internal SettingsReader Reader(string defaults) => new(
    [
        .. Options.Select(option => SettingsSource.Option(option.Option, option.Key, option.Value)),
        .. Overrides.Reverse().Select(SettingsSource.Override),
        .. File is null ? Array.Empty<SettingsSource>() : [SettingsSource.File(File)],
        SettingsSource.Defaults(defaults),
    ]);
}

/// <summary>A setting that an option of the command line stands for.</summary>
public sealed record NodeOption(string Option, string Key, string Value);
