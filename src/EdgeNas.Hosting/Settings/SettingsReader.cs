using System.Collections.Immutable;
using System.Globalization;
using Hocon;

namespace EdgeNas.Hosting.Settings;

/// <summary>
/// Reads typed settings, the first source that has a key deciding, and collects everything that is wrong instead of stopping at it. Every key that is asked for
/// is thereby known; what else the sources hold is an error.
/// </summary>
internal sealed class SettingsReader
{
    private readonly string _prefix;
    private readonly List<SettingsError> _errors;
    private readonly Dictionary<string, (HoconValue Value, SettingsSource Source)> _values = [];
    private readonly List<(string Key, string Text)> _effective = [];
    private SettingsSource? _fallbackSource;

    public SettingsReader(IEnumerable<SettingsSource> sources)
        : this("", [])
    {
        foreach (var source in sources) Collect(source.Root, "", source);
    }

    private SettingsReader(string prefix, List<SettingsError> errors)
    {
        _prefix = prefix;
        _errors = errors;
    }

    /// <summary>The settings that were read, as HOCON: one line per key, in the order of reading.</summary>
    public string Effective => string.Concat(_effective.Select(line => $"{line.Key} = {line.Text}\n"));

    public bool Has(string key) => _values.TryGetValue(key, out var found) && found.Value.Type != HoconType.Empty;

    /// <summary>Whether a key is a list without entries, as where nobody but the defaults gave one.</summary>
    public bool IsEmptyList(string key) => _values.TryGetValue(key, out var found) && found.Value.Type == HoconType.Array && found.Value.GetArray().Count == 0;

    /// <summary>Whether only the defaults have a key.</summary>
    public bool IsDefault(string key) => !_values.TryGetValue(key, out var found) || found.Source.IsDefaults;

    public void Report(string key, string problem) =>
        _errors.Add((_values.TryGetValue(key, out var found) ? found.Source : AnySource())?.Error(_prefix + key, problem) ?? new SettingsError("settings", null, problem));

    public string Text(string key, string expected, Func<string, bool>? valid = null) =>
        Parse(key, expected, text => text.Length > 0 && valid?.Invoke(text) != false ? text : null, "");

    public string OneOf(string key, IEnumerable<string> names) => Text(key, $"one of {string.Join(", ", names)}", names.Contains);

    public string OptionalText(string key) => Parse(key, "a text, or \"\" for none", text => text, "");

    public int Whole(string key, int minimum, int maximum) => Parse<int?>(
        key,
        $"a whole number from {minimum} to {maximum}",
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= minimum && value <= maximum ? value : null,
        minimum)!.Value;

    /// <summary>A whole number, or <c>auto</c> for the value given.</summary>
    public int WholeOrAuto(string key, int minimum, int maximum, int auto)
    {
        int value = Parse<int?>(
            key,
            $"auto, or a whole number from {minimum} to {maximum}",
            text => text == "auto" ? auto : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= minimum && number <= maximum ? number : null,
            minimum)!.Value;
        _effective[^1] = (_prefix + key, value.ToString(CultureInfo.InvariantCulture));
        return value;
    }

    public long Long(string key) => Parse<long?>(
        key, "a whole number", text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null, 0)!.Value;

    public double Number(string key, double minimum, double maximum) => Parse<double?>(
        key, $"a number from {minimum} to {maximum}", text => NumberIn(text, minimum, maximum), minimum)!.Value;

    /// <summary>A share: <c>2 %</c> or <c>0.02</c>.</summary>
    public double Share(string key, double minimum, double maximum) => Parse<double?>(
        key, $"a share from {minimum:0.####} to {maximum:0.####}, such as 0.02 or \"2 %\"", text => ShareIn(text, minimum, maximum), minimum)!.Value;

    /// <summary>Bytes, with a unit: <c>10 GiB</c>.</summary>
    public long Bytes(string key, long minimum) => Parse<long?>(
        key, $"a size such as 10 GiB (KiB, MiB, GiB, TiB), at least {minimum} bytes", text => BytesIn(text) is { } bytes && bytes >= minimum ? bytes : null, minimum)!.Value;

    public bool Flag(string key) => Parse<bool?>(
        key,
        "true or false",
        text => text switch { "true" or "on" or "yes" => true, "false" or "off" or "no" => false, _ => null },
        false)!.Value;

    public TimeSpan Time(string key, TimeSpan minimum, TimeSpan maximum)
    {
        string expected = $"a time from {minimum.TotalSeconds:0.###} s to {maximum.TotalSeconds:0.###} s, such as 200 ms";
        return Parse<TimeSpan?>(key, expected, _ => TimeOf(_values[key].Value) is { } time && time >= minimum && time <= maximum ? time : null, minimum)!.Value;
    }

    public T Custom<T>(string key, string expected, Func<string, T?> parse, T fallback)
        where T : class => Parse(key, expected, parse, fallback);

    public ImmutableArray<T> List<T>(string key, string expected, Func<string, T?> parse)
        where T : struct
    {
        var items = Array(key, expected);
        var values = items.Select(item => item.Type is HoconType.Object or HoconType.Array ? null : parse(item.GetString() ?? "")).ToArray();
        if (items.Count > 0 && values.Contains(null)) Report(key, $"{_prefix}{key} = {Shown(key)}: expected {expected}");
        return [.. values.OfType<T>()];
    }

    public ImmutableArray<string> Texts(string key, string expected)
    {
        var items = Array(key, expected);
        if (items.Any(item => item.Type is HoconType.Object or HoconType.Array)) Report(key, $"{_prefix}{key}: expected {expected}");
        return [.. items.Where(item => item.Type is not (HoconType.Object or HoconType.Array)).Select(item => item.GetString() ?? "")];
    }

    /// <summary>One reader per object of an array; what is wrong in them is collected here.</summary>
    public ImmutableArray<SettingsReader> Objects(string key, string expected)
    {
        var readers = ImmutableArray.CreateBuilder<SettingsReader>();
        var items = Array(key, expected);
        for (int i = 0; i < items.Count; i++)
        {
            var reader = new SettingsReader($"{_prefix}{key}[{i}].", _errors);
            var source = _values[key].Source;
            if (items[i].Type == HoconType.Object) reader.Collect(items[i].GetObject(), "", source);
            else _errors.Add(source.Error($"{_prefix}{key}[{i}]", $"{_prefix}{key}[{i}] = {Shown(items[i])}: expected {expected}"));
            reader._fallbackSource = source;
            readers.Add(reader);
        }

        return readers.ToImmutable();
    }

    /// <summary>Makes every key that nobody asked for an error, naming the nearest known one.</summary>
    public void RefuseUnknown(IEnumerable<string> known)
    {
        var all = known.ToArray();
        foreach (string key in _values.Keys.Where(key => !all.Contains(key)))
        {
            var inside = all.FirstOrDefault(name => name.StartsWith(key + '.', StringComparison.Ordinal));
            Report(key, inside is not null
                ? $"{_prefix}{key} = {Shown(key)}: expected an object with keys such as {inside[(key.Length + 1)..]}"
                : $"{_prefix}{key} is not a known key; did you mean {_prefix}{EditDistance.Nearest(key, all)}?");
        }
    }

    /// <exception cref="SettingsException">Anything was wrong.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0) throw new SettingsException([.. _errors.Distinct().GroupBy(error => error.Source).SelectMany(source => source.OrderBy(error => error.Line))]);
    }

    public bool HasErrors => _errors.Count > 0;

    internal static double? NumberIn(string text, double minimum, double maximum) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= minimum && value <= maximum ? value : null;

    internal static double? ShareIn(string text, double minimum, double maximum) => text.EndsWith('%')
        ? NumberIn(text[..^1].Trim(), double.MinValue, double.MaxValue) / 100 is { } share && share >= minimum && share <= maximum ? share : null
        : NumberIn(text, minimum, maximum);

    private static long? BytesIn(string text)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        int unit = System.Array.FindLastIndex(units, name => text.EndsWith(name, StringComparison.Ordinal));
        string number = unit < 0 ? text : text[..^units[unit].Length].Trim();
        return NumberIn(number, 0, 1e15) is { } value && value * Math.Pow(1024, Math.Max(0, unit)) is var bytes and < long.MaxValue ? (long)bytes : null;
    }

    private SettingsSource? AnySource() => _fallbackSource ?? _values.Values.Select(value => value.Source).FirstOrDefault();

    private void Collect(HoconObject fields, string path, SettingsSource source)
    {
        foreach (var (key, field) in fields)
        {
            string full = path + key;
            if (field.Value.Type == HoconType.Object) Collect(field.Value.GetObject(), full + '.', source);
            else _values.TryAdd(full, (field.Value, source));
        }
    }

    private IList<HoconValue> Array(string key, string expected)
    {
        if (!Has(key))
        {
            Report(key, $"{_prefix}{key} is missing: expected {expected}");
            return [];
        }

        _effective.Add((_prefix + key, _values[key].Value.ToString()!));
        if (_values[key].Value.Type == HoconType.Array) return _values[key].Value.GetArray();
        Report(key, $"{_prefix}{key} = {Shown(key)}: expected {expected}");
        return [];
    }

    private T Parse<T>(string key, string expected, Func<string, T?> parse, T fallback)
    {
        if (!Has(key))
        {
            Report(key, $"{_prefix}{key} is missing: expected {expected}");
            return fallback;
        }

        var value = _values[key].Value;
        string? text = value.Type == HoconType.Array ? null : value.GetString();
        _effective.Add((_prefix + key, text is null ? value.ToString()! : Quoted(text)));
        if (text is not null && parse(text) is { } parsed) return parsed;
        Report(key, $"{_prefix}{key} = {Shown(key)}: expected {expected}");
        return fallback;
    }

    private string Shown(string key) => Shown(_values[key].Value);

    private static string Shown(HoconValue value) =>
        (value.Type is HoconType.Array or HoconType.Object ? value.ToString() : value.GetString()) is { Length: <= 80 } text ? text : "…";

    private static string Quoted(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? text : $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    private static TimeSpan? TimeOf(HoconValue value)
    {
        try
        {
            return value.GetTimeSpan(allowInfinite: false);
        }
        catch (Exception e) when (e is HoconException or FormatException or OverflowException)
        {
            return null;
        }
    }
}
