using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Tests.Spaces;

public sealed class CellGraphTests
{
    // Edges in the order (0→1) (0→2) (1→2) (0→3) (1→3) (2→3).
    [Theory]
    [InlineData("333333", "111111", "111111")]
    [InlineData("333300", "000100", "000100")] // Nothing leaves nodes 1 and 2 for the output but (0→3).
    [InlineData("033333", "011111", "010101")] // Node 1 gets nothing: its edges work on zeros, but their results are read.
    [InlineData("300010", "100010", "100010")]
    [InlineData("330000", "000000", "000000")]
    [InlineData("003001", "001001", "000000")]
    public void Marks_Cell_AreThoseOfTheGraph(string code, string reaching, string connected)
    {
        int[] operators = [.. new Architecture(code).Choices()];
        bool[] marked = new bool[CellGraph.Edges];

        CellGraph.Reaching(operators, marked);
        Assert.Equal(reaching, Text(marked));
        CellGraph.Connected(operators, marked);
        Assert.Equal(connected, Text(marked));
    }

    private static string Text(bool[] marked) => string.Concat(marked.Select(mark => mark ? '1' : '0'));
}
