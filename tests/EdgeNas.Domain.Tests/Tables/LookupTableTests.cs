using System.Text;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Tables;

namespace EdgeNas.Domain.Tests.Tables;

public sealed class LookupTableTests
{
    [Fact]
    public void Of_Rows_HasTheirValuesInOrder()
    {
        var table = Table("ops,acc,ms\n21,90,1\n10,80,\n");

        Assert.Equal([new Architecture("10"), new Architecture("21")], table.Architectures.AsEnumerable());
        Assert.Equal(90, table.Of(new Architecture("21")));
    }

    [Fact]
    public void Of_ArchitectureThatTheTableLacks_NamesBoth()
    {
        var error = Assert.Throws<EdgeNasException>(() => Table("ops,acc\n21,90\n").Of(new Architecture("22")));

        Assert.Contains("22 has no value in column acc of t.csv", error.Message);
    }

    [Theory]
    [InlineData("ops,acc\n21,90\n20,80\n21,91\n", "has architecture '21' twice")]
    [InlineData("ops,accuracy\n21,90\n", "has no column 'acc'; it has ops, accuracy")]
    [InlineData("ops,acc\n21,NaN\n", "row 1: acc = 'NaN', expected a number")]
    public void Of_WrongTable_SaysWhatIsWrong(string text, string said) => Assert.Contains(said, Assert.Throws<EdgeNasException>(() => Table(text)).Message);

    private static LookupTable Table(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return LookupTable.Of(new TableSource("t.csv", ArtifactId.Of(bytes), "ops", "acc"), bytes);
    }
}
