using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace TorchSharp.Tests;

/// <summary>What PyTorch computed: record.py wrote it, for this run where a python with torch is installed, else when recorded.json was made.</summary>
internal static class Recorded
{
    private static readonly Lazy<JsonDocument> FreshDocument = new(() => Record() ?? Document!);

    private static readonly JsonDocument Document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "recorded.json")));

    public static JsonElement Root => Document.RootElement;

    public static JsonElement Cases => Root.GetProperty("cases");

    /// <summary>The same cases with other inputs in each run.</summary>
    public static JsonElement Fresh => FreshDocument.Value.RootElement;

    public static torch.Tensor Tensor(JsonElement packed)
    {
        long[] shape = [.. packed.GetProperty("s").EnumerateArray().Select(size => size.GetInt64())];
        var values = packed.GetProperty("v").EnumerateArray();
        return packed.GetProperty("t").GetString() switch
        {
            "i" => torch.tensor(values.Select(value => value.GetInt64()).ToArray(), shape),
            "d" => torch.tensor(values.Select(RealDouble).ToArray(), shape),
            "b" => torch.tensor(values.Select(value => value.GetBoolean()).ToArray(), shape),
            _ => torch.tensor(values.Select(Real).ToArray(), shape),
        };
    }

    /// <summary>Equal shape and type, values within 1e-5 relative (and 1e-6 absolute, for what cancels out).</summary>
    public static void AssertSame(JsonElement expected, torch.Tensor actual, string what, double relative = 1e-5, double absolute = 1e-6)
    {
        using var wanted = Tensor(expected);
        Assert.True(wanted.shape.SequenceEqual(actual.shape), $"{what}: shape [{string.Join(", ", actual.shape)}], PyTorch has [{string.Join(", ", wanted.shape)}]");
        Assert.True(wanted.dtype == actual.dtype, $"{what}: type {actual.dtype}, PyTorch has {wanted.dtype}");
        if (!wanted.is_floating_point())
        {
            using var equal = wanted.eq(actual);
            Assert.True(equal.all().ToBoolean(), $"{what}: {string.Join(", ", actual.to(torch.int64).data<long>().ToArray())}");
            return;
        }

        double[] left = Numbers(wanted), right = Numbers(actual);
        for (int i = 0; i < left.Length; i++)
        {
            bool same = left[i].Equals(right[i]) || Math.Abs(left[i] - right[i]) <= absolute + (relative * Math.Abs(left[i]));
            Assert.True(same, string.Create(CultureInfo.InvariantCulture, $"{what}: element {i} is {right[i]:G17}, PyTorch has {left[i]:G17}"));
        }
    }

    /// <summary>Equal in every bit.</summary>
    public static void AssertIdentical(JsonElement expected, torch.Tensor actual, string what) => AssertSame(expected, actual, what, 0, 0);

    private static double[] Numbers(torch.Tensor tensor)
    {
        using var plain = tensor.detach();
        using var wide = plain.to(torch.float64);
        return wide.data<double>().ToArray();
    }

    private static float Real(JsonElement value) => value.ValueKind == JsonValueKind.String ? (float)RealDouble(value) : value.GetSingle();

    private static double RealDouble(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString() switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => double.NaN }
        : value.GetDouble();

    /// <summary>Runs record.py with a seed that the clock gives; null where no python has torch.</summary>
    private static JsonDocument? Record()
    {
        string file = Path.Combine(Path.GetTempPath(), $"recorded-{Environment.ProcessId}.json");
        long seed = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "record.py"), "--out", file, "--seed", seed.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardError = true,
        };
        if (!File.Exists(start.FileName)) return null;
        // Preloaded for the real package's library, not for python's.
        start.Environment.Remove("LD_PRELOAD");
        using var python = Process.Start(start)!;
        string complaint = python.StandardError.ReadToEnd();
        python.WaitForExit();
        if (python.ExitCode != 0)
        {
            if (complaint.Contains("No module named 'torch'", StringComparison.Ordinal)) return null;
            throw new InvalidOperationException($"record.py --seed {seed} failed: {complaint}");
        }

        var document = JsonDocument.Parse(File.ReadAllBytes(file));
        File.Delete(file);
        return document;
    }
}
