using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Tests.Spaces;

public sealed class CellSpaceTests
{
    private static readonly SearchSpace Three = CellSpace.Space with { Only = [new("000333"), new("012340"), new("421211")] };

    /// <summary>Published by NAS-Bench-201, which counts the classifier's ten biases as multiply-adds too.</summary>
    [Theory]
    [InlineData("421211", 15_647_370, 129_306)]
    [InlineData("333333", 220_119_690, 1_531_546)]
    [InlineData("000000", 7_783_050, 73_306)]
    public void Costs_Cell_AreThePublishedOnes(string code, long multiplyAdds, long parameters) =>
        Assert.Equal((multiplyAdds - 10, parameters), SpaceCosts.Of(CellSpace.Space, CellSpace.Space.Input).Of(new Architecture(code)));

    [Fact]
    public void Smallest_OnlySomeExist_IsTheSmallestOfThose()
    {
        Assert.Equal(new Architecture("000000"), SpaceCosts.Of(CellSpace.Space, CellSpace.Space.Input).Smallest());
        Assert.Equal(new Architecture("421211"), SpaceCosts.Of(Three, Three.Input).Smallest());
    }

    [Fact]
    public void Count_AndEnumerate_AreOfWhatExists()
    {
        Assert.Equal((15_625, 3), ((int)CellSpace.Space.Count, (int)Three.Count));
        Architecture[] all = [.. CellSpace.Space.AllChoices().Enumerate()];
        Assert.Equal(15_625, all.Distinct().Count());
        Assert.Equal(all.Order(), all);
        Assert.Equal(Three.Only!.Value.AsEnumerable(), Three.AllChoices().Enumerate());
    }

    [Fact]
    public void ActiveChoices_ChoiceDropped_LeavesTheArchitecturesWithoutIt()
    {
        var active = Three.AllChoices().Without(0, 4);

        Assert.Equal([new Architecture("000333"), new Architecture("012340")], active.Enumerate());
        Assert.False(active.Contains(new Architecture("421211")));
        Assert.False(active.Contains(new Architecture("000334")));
        Assert.All(Enumerable.Range(0, 50), seed => Assert.True(active.Contains(ArchitectureSampling.Uniform(active, new SeedStream(seed, "test")))));
        Assert.NotEqual(active, CellSpace.Space.AllChoices().Without(0, 4));
    }

    [Fact]
    public void Build_Cell_SaysThatItIsKnownFromTablesOnly() =>
        Assert.Contains("accuracy = table", Assert.Throws<EdgeNasException>(() => NetworkBuilder.Build(CellSpace.Space, new Architecture("333333"), CellSpace.Space.Input)).Message);
}
