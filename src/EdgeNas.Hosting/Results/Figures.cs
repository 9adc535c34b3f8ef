namespace EdgeNas.Hosting.Results;

/// <summary>Numbers as people read them, with their unit.</summary>
public static class Figures
{
    /// <summary>Stands where there is no number.</summary>
    public const string None = "–";

    /// <param name="share">0..1.</param>
    public static string Percent(double? share, int digits = 2) => share is { } value ? $"{(100 * value).ToString($"F{digits}")} %" : None;

    public static string Milliseconds(double? milliseconds) => milliseconds is { } value ? $"{Significant(value)} ms" : None;

    /// <summary>1,234 as it is, more as thousands, millions or billions with three digits.</summary>
    public static string Count(long? count) => count switch
    {
        null => None,
        >= 1_000_000_000 => $"{Significant(count.Value / 1e9)} G",
        >= 1_000_000 => $"{Significant(count.Value / 1e6)} M",
        >= 10_000 => $"{Significant(count.Value / 1e3)} k",
        _ => count.Value.ToString("N0"),
    };

    public static string Duration(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } => $"{(int)time.TotalHours} h {time.Minutes:00} min",
        { TotalMinutes: >= 10 } => $"{time.TotalMinutes:0} min",
        { TotalMinutes: >= 1 } => $"{time.Minutes} min {time.Seconds:00} s",
        { TotalSeconds: >= 10 } => $"{time.TotalSeconds:0} s",
        _ => $"{time.TotalSeconds:0.0} s",
    };

    /// <summary>Three significant digits, without an exponent for what occurs here.</summary>
    public static string Significant(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 100 => value.ToString("0"),
        >= 10 => value.ToString("0.0"),
        >= 1 => value.ToString("0.00"),
        >= 0.1 => value.ToString("0.000"),
        >= 0.001 => value.ToString("0.0000"),
        _ => value.ToString("0.0e0"),
    };
}
