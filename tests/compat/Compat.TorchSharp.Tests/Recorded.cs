using System.Globalization;
using System.Text.Json;

namespace TorchSharp.Tests;

/// <summary>What PyTorch computed (record.py wrote it).</summary>
internal static class Recorded
{
    private static readonly JsonDocument Document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "recorded.json")));

    public static JsonElement Root => Document.RootElement;

    public static JsonElement Cases => Root.GetProperty("cases");

    public static torch.Tensor Tensor(JsonElement packed)
    {
        long[] shape = [.. packed.GetProperty("s").EnumerateArray().Select(size => size.GetInt64())];
        var values = packed.GetProperty("v").EnumerateArray();
        return packed.GetProperty("t").GetString() switch
        {
            "i" => torch.tensor(values.Select(value => value.GetInt64()).ToArray(), shape),
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

        float[] left = wanted.data<float>().ToArray(), right = actual.detach().data<float>().ToArray();
        for (int i = 0; i < left.Length; i++)
        {
            bool same = left[i].Equals(right[i]) || Math.Abs(left[i] - right[i]) <= absolute + (relative * Math.Abs(left[i]));
            Assert.True(same, string.Create(CultureInfo.InvariantCulture, $"{what}: element {i} is {right[i]:G9}, PyTorch has {left[i]:G9}"));
        }
    }

    /// <summary>Equal in every bit.</summary>
    public static void AssertIdentical(JsonElement expected, torch.Tensor actual, string what) => AssertSame(expected, actual, what, 0, 0);

    private static float Real(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString() switch { "inf" => float.PositiveInfinity, "-inf" => float.NegativeInfinity, _ => float.NaN }
        : value.GetSingle();
}
