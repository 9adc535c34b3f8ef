using System.Globalization;
using static TorchSharp.torch;
using Style = TorchSharp.TensorStringStyle;

namespace TorchSharp.Tests;

public sealed class TextTests
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static TheoryData<string, Style, string> Written => new()
    {
        { "none", Style.Julia, "[], type = Float32, device = cpu, value = 2.5" },
        { "none", Style.Numpy, "2.5" },
        { "none", Style.CSharp, "[], type = Float32, device = cpu, value = 2.5" },
        { "line", Style.Metadata, "[3], type = Float32, device = cpu" },
        { "line", Style.Julia, "[3], type = Float32, device = cpu| 1.5 -20 1e-07|" },
        { "line", Style.Numpy, "[1.5, -20, 1e-07]" },
        { "line", Style.CSharp, "[3], type = Float32, device = cpu, value = float [] {1.5f, -20f, 1e-07f}" },
        { "truths", Style.Julia, "[2x2], type = Bool, device = cpu|  True False| False  True|" },
        { "truths", Style.CSharp, "[2x2], type = Bool, device = cpu, value = |bool [,] {| {True, False},| {False, True}|}" },
        { "halves", Style.CSharp, "[2], type = Float16, device = cpu, value = float16 [] {1.5f, 2f}" },
        { "seven", Style.Numpy, "[0, 1, 2, ... 4, 5, 6]" },
        { "seven", Style.CSharp, "[7], type = Int64, device = cpu, value = long [] {0L, 1L, 2L, ... 4L, 5L, 6L}" },
        { "tall", Style.Numpy, "[[0, 1]| [2, 3]| [4, 5]| ...| [10, 11]| [12, 13]| [14, 15]]" },
        { "cube", Style.Julia, "[2x2x3], type = Int64, device = cpu|[0,..,..] =| 0 1 2| 3 4 5||[1,..,..] =| 6  7  8| 9 10 11|" },
        { "cube", Style.Numpy, "[[[0, 1, 2]|  [3, 4, 5]]|| [[6, 7, 8]|  [9, 10, 11]]]" },
        { "cube", Style.CSharp, "[2x2x3], type = Int64, device = cpu, value = |long [,,] {| {{0L, 1L, 2L},|  {3L, 4L, 5L}},| {{6L, 7L, 8L},|  {9L, 10L, 11L}}|}" },
        { "four", Style.Numpy, "[[[[0, 1]]||  [[2, 3]]]||| [[[4, 5]]||  [[6, 7]]]]" },
        { "four", Style.Julia, "[2x2x1x2], type = Int64, device = cpu|[0,0,..,..] =| 0 1||[0,1,..,..] =| 2 3||[1,0,..,..] =| 4 5||[1,1,..,..] =| 6 7|" },
        { "empty", Style.Numpy, "[]" },
        { "empty", Style.CSharp, "[0], type = Float32, device = cpu, value = float [] {}" },
        { "nowhere", Style.Numpy, "[2x2], type = Float32, device = meta" },
        { "transposed", Style.Numpy, "[[0, 3]| [1, 4]| [2, 5]]" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void ToString_InAStyle_IsWrittenSo(string name, Style style, string expected)
    {
        using var scope = NewDisposeScope();

        Assert.Equal(expected, Example(name).ToString(style, cultureInfo: Plain, newLine: "|"));
    }

    [Fact]
    public void ToString_LongLine_EndsInDots()
    {
        using var scope = NewDisposeScope();

        Assert.EndsWith("| 0 1 2 3 4 5 6 ...|", arange(20).ToString(Style.Julia, width: 18, cultureInfo: Plain, newLine: "|"), StringComparison.Ordinal);
        Assert.EndsWith(" 1 1 1|", ones(48).ToString(Style.Julia, cultureInfo: Plain, newLine: "|"), StringComparison.Ordinal);
        Assert.EndsWith(" 1 ...|", ones(49).ToString(Style.Julia, cultureInfo: Plain, newLine: "|"), StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_Format_IsThatOfRealNumbers()
    {
        using var scope = NewDisposeScope();

        Assert.Equal("[0.33, 2.00]", tensor(new[] { 1 / 3f, 2 }).ToString(Style.Numpy, "F2", cultureInfo: Plain));
        Assert.Equal("[1, 2]", tensor(new[] { 1, 2 }).ToString(Style.Numpy, "F2", cultureInfo: Plain));
        Assert.Equal("[0.33333, 2]", tensor(new[] { 1 / 3.0, 2 }).npstr(cultureInfo: Plain));
    }

    [Fact]
    public void Shorthands_AreTheStyles()
    {
        using var scope = NewDisposeScope();
        var t = ones(2, 2);

        Assert.Equal("[2x2], type = Float32, device = cpu", t.ToString());
        Assert.Equal(t.ToString(), t.ToString(false));
        Assert.Equal(t.ToString(), t.metastr());
        Assert.Equal(t.ToString(Style.Julia), t.ToString(true));
        Assert.Equal(t.ToString(Style.Julia), t.str());
        Assert.Equal(t.ToString(julia), t.jlstr());
        Assert.Equal(t.ToString(numpy), t.npstr());
        Assert.Equal(t.ToString(csharp), t.cstr());
        Assert.Equal(Style.Julia, torch.TensorStringStyle);
    }

    [Fact]
    public void Print_Tensor_IsWrittenAndReturned()
    {
        using var t = ones(2);
        var console = Console.Out;
        using var text = new StringWriter();
        Console.SetOut(text);
        try
        {
            Assert.Same(t, t.print());
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Contains(t.ToString(Style.Default) + Environment.NewLine, text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tolist_Nests()
    {
        using var scope = NewDisposeScope();
        var rows = Assert.IsAssignableFrom<System.Collections.IList>(arange(6).reshape(2, 3).tolist());

        Assert.Equal(2, rows.Count);
        var row = Assert.IsType<System.Collections.ArrayList>(rows[1]);
        Assert.Equal([3, 4, 5], row.Cast<Scalar>().Select(number => number.ToInt64()));
        Assert.Equal(2.5, Assert.IsType<Scalar>(tensor(2.5).tolist()).ToDouble());
    }

    private static Tensor Example(string name) => name switch
    {
        "none" => tensor(2.5f),
        "line" => tensor(new[] { 1.5f, -20, 1e-7f }),
        "truths" => eye(2, dtype: @bool),
        "halves" => tensor(new[] { 1.5f, 2 }, float16),
        "seven" => arange(7),
        "tall" => arange(16).reshape(8, 2),
        "cube" => arange(12).reshape(2, 2, 3),
        "four" => arange(8).reshape(2, 2, 1, 2),
        "empty" => zeros(0),
        "nowhere" => zeros(new long[] { 2, 2 }, device: META),
        "transposed" => arange(6).reshape(2, 3).t(),
        _ => throw new ArgumentException(name),
    };
}
