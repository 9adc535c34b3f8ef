using System.Collections.Immutable;
using EdgeNas.Domain;

namespace EdgeNas.Hosting.Settings;

/// <summary>Something wrong with a configuration.</summary>
/// <param name="Where">File and line, or the option that gave the value.</param>
/// <param name="Problem">Key, value, and what was expected.</param>
public sealed record SettingsError(string Where, string Problem)
{
    public override string ToString() => $"{Where}: {Problem}";
}

/// <summary>A configuration that can't be used: everything that is wrong with it at once, one line each.</summary>
public sealed class SettingsException(ImmutableArray<SettingsError> errors) : EdgeNasException(string.Join(Environment.NewLine, errors))
{
    public ImmutableArray<SettingsError> Errors { get; } = errors;
}
