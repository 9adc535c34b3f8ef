using System.Collections.Immutable;
using EdgeNas.Domain;

namespace EdgeNas.Hosting.Settings;

/// <summary>Something wrong with a configuration.</summary>
/// <param name="Source">The file, or the option that gave the value.</param>
/// <param name="Line">Counted from 1; null where none is known.</param>
/// <param name="Problem">Key, value, and what was expected.</param>
public sealed record SettingsError(string Source, int? Line, string Problem)
{
    public string Where => Line is { } line ? $"{Source}:{line}" : Source;

    public override string ToString() => $"{Where}: {Problem}";
}

/// <summary>A configuration that can't be used: everything that is wrong with it at once, one line each.</summary>
/// <param name="errors">By source, and by line within each, as one goes through a file to mend them.</param>
public sealed class SettingsException(ImmutableArray<SettingsError> errors) : EdgeNasException(string.Join(Environment.NewLine, errors))
{
    public ImmutableArray<SettingsError> Errors { get; } = errors;
}
