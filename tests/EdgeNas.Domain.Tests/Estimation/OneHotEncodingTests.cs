using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Tests.Spaces;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNas.Domain.Tests.Estimation;

public sealed class OneHotEncodingTests
{
    [Fact]
    public void Encode_DigitsOfDifferentAlphabets_PutsAOnePerDigit()
    {
        var encoding = new OneHotEncoding([2, 3, 1]);
        float[] target = [9, 9, 9, 9, 9, 9, 9];
        encoding.Encode(new Architecture("120"), target);
        Assert.Equal(6, encoding.Width);
        Assert.Equal([0, 1, 0, 0, 1, 1, 9], target);
    }

    [Fact]
    public void Encode_AnyArchitecture_CanBeReadBack()
    {
        var encoding = OneHotEncoding.Of(TestSpaces.Mobile224);
        Assert.Equal(147, encoding.Width);
        Prop.ForAll((int seed) =>
        {
            var architecture = TestSpaces.Draw(TestSpaces.Mobile224, seed);
            float[] numbers = new float[encoding.Width];
            encoding.Encode(architecture, numbers);
            int[] indices = new int[architecture.Length];
            encoding.Indices(architecture, indices);
            Assert.Equal(indices, Enumerable.Range(0, numbers.Length).Where(i => numbers[i] == 1));
            Assert.Equal(architecture.Choices(), indices.Select((index, digit) => index - encoding.IndexOf(digit, 0)));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("12", "has 2 digits, expected 3")]
    [InlineData("130", "digit 2 is '3'")]
    [InlineData("1 0", "digit 2 is ' '")]
    public void Encode_ForeignArchitecture_SaysWhatIsWrong(string code, string said)
    {
        var error = Assert.Throws<EdgeNasException>(() => new OneHotEncoding([2, 3, 1]).Encode(new Architecture(code), new float[6]));
        Assert.Contains(said, error.Message);
    }
}
