using EdgeNas.Hosting.Settings;

namespace EdgeNas.Hosting.Tests.Settings;

public sealed class SpaceFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_ValidFile_GivesTheSpace()
    {
        var space = SpaceFile.Load(_folder.Write("space.conf", SpaceText.Valid));

        Assert.Equal("tiny-28", space.Name);
        Assert.Equal([28, 32], space.ImageSizes.ToArray());
        Assert.Equal(4, space.Layers.Length);
        Assert.Equal(3, space.Searchable.Length);
        Assert.Equal(27, space.Count);
        Assert.Equal(["k3e3", "k5e6", "skip"], space.Searchable[0].Choices.Select(choice => choice.Name));
        Assert.Equal((16, 16, 1), (space.Layers[3].In, space.Layers[3].Out, space.Layers[3].Stride));
        Assert.Equal(0.1, space.Dropout);
    }

    [Theory]
    [InlineData("out = 16, stride = 2, size = 14", "out = 24, stride = 2, size = 14", 10, "layers[2].in = 16: the layer before it gives 24 channels")]
    [InlineData("in = 8, out = 8", "in = 9, out = 8", 7, "layers[0].in = 9: the stem gives 8 channels")]
    [InlineData("size = 14", "size = 13", 8, "layers[1].size = 13: the image that enters this layer is 14 pixels wide")]
    [InlineData("stride = 1, repeat = 2", "stride = 2, repeat = 2", 10, "layers[2].repeat = 2: only a layer that keeps its shape")]
    [InlineData("[k3e3, k5e6, skip]", "[k3e3, k4e6, skip]", 5, "choices has 'k4e6'")]
    [InlineData("[k3e3, k5e6, skip]", "[k3e3, k3e3, skip]", 5, "choices has 'k3e3' twice")]
    [InlineData("stride = 2, size", "strid = 2, size", 8, "layers[1].strid is not a known key; did you mean layers[1].stride?")]
    [InlineData("dropout = 0.1", "dropout = 1.5", 12, "head.dropout = 1.5: expected a share from 0 to 0.95")]
    [InlineData("name = tiny-28", "naem = tiny-28", 1, "naem is not a known key; did you mean name?")]
    public void Load_OneMistake_NamesLineAndExpectation(string right, string wrong, int line, string expected)
    {
        string path = _folder.Write("space.conf", SpaceText.Valid.Replace(right, wrong));

        var error = Assert.Throws<SettingsException>(() => SpaceFile.Load(path));

        Assert.Contains(error.Errors, e => e.Where == $"{path}:{line}" && e.Problem.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_TooManyChoices_IsRefused()
    {
        string choices = string.Join(", ", Enumerable.Range(1, 32).Select(e => $"k3e{e}").Concat(Enumerable.Range(1, 5).Select(e => $"k5e{e}")));

        var error = Assert.Throws<SettingsException>(() => SpaceFile.Load(_folder.Write("space.conf", SpaceText.Valid.Replace("k3e3, k5e6, skip", choices))));

        Assert.Contains("choices has 37 choices: a layer can have 36", error.Message);
    }
}
