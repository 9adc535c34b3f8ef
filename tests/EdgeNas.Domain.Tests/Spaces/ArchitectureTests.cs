using System.Text.Json;
using EdgeNas.Domain.Spaces;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNas.Domain.Tests.Spaces;

public sealed class ArchitectureTests
{
    [Fact]
    public void Parse_AnyArchitecturesText_GivesItBack()
    {
        Prop.ForAll((int seed) =>
        {
            var architecture = TestSpaces.Draw(TestSpaces.Mobile224, seed);
            Assert.Equal(architecture, Architecture.Parse(architecture.ToString(), TestSpaces.Mobile224));
            Assert.Equal(architecture, Architecture.FromChoices(architecture.Choices().AsSpan()));
            Assert.Equal(architecture, JsonSerializer.Deserialize<Architecture>(JsonSerializer.Serialize(architecture)));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("000", "3 digits")]
    [InlineData("0070", "digit 3 is '7'")]
    [InlineData("00-0", "digit 3 is '-'")]
    [InlineData("000A", "digit 4 is 'A'")]
    public void Parse_WrongCode_SaysWhatIsWrong(string code, string said)
    {
        var error = Assert.Throws<EdgeNasException>(() => Architecture.Parse(code, TestSpaces.Small));
        Assert.Contains(said, error.Message);
    }

    [Fact]
    public void With_OneLayer_ChangesThatAlone()
    {
        Assert.Equal(new Architecture("01a3"), new Architecture("0123").With(2, 10));
    }
}
