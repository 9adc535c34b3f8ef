using EdgeNas.Domain.Spaces;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNas.Domain.Tests.Spaces;

public sealed class SpaceCostsTests
{
    // (in, out, size, stride) of the 21 searchable layers, written out again so that the counts below don't rest on the code under test.
    private static readonly (int In, int Out, int Size, int Stride)[] Layers =
    [
        (16, 24, 112, 2), (24, 24, 56, 1),
        (24, 48, 56, 2), (48, 48, 28, 1), (48, 48, 28, 1),
        (48, 72, 28, 2), (72, 72, 14, 1), (72, 72, 14, 1), (72, 72, 14, 1),
        (72, 128, 14, 1), (128, 128, 14, 1), (128, 128, 14, 1),
        (128, 160, 14, 2), (160, 160, 7, 1), (160, 160, 7, 1), (160, 160, 7, 1),
        (160, 176, 7, 1), (176, 176, 7, 1), (176, 176, 7, 1), (176, 176, 7, 1),
        (176, 384, 7, 1),
    ];

    // Stem 3×3/2 to 16 at 112; block k3e1 (depthwise, projection); 1×1 to 1984 at 7; 1984→1280→1000.
    private const long FixedMultiplyAdds = (112 * 112 * 16 * 27) + (112 * 112 * 16 * 9) + (112 * 112 * 16 * 16) + (49 * 384 * 1984) + (1984 * 1280) + (1280 * 1000);
    private const long FixedParameters = (16 * 27) + 32 + (16 * 9) + 32 + (16 * 16) + 32 + (384 * 1984) + (2 * 1984) + (1984 * 1280) + 1280 + (1280 * 1000) + 1000;

    [Theory]
    [InlineData('0', 3, 3, 274_161_536, 6_655_000)]
    [InlineData('1', 3, 6, 496_736_000, 8_716_264)]
    [InlineData('2', 5, 3, 293_730_176, 6_761_752)]
    [InlineData('5', 7, 6, 594_579_200, 9_250_024)]
    public void Of_Mobile224AllTheSameBlock_CountsAsByHand(char digit, int kernel, int expansion, long multiplyAdds, long parameters)
    {
        long handMultiplyAdds = FixedMultiplyAdds, handParameters = FixedParameters;
        foreach (var (channelsIn, channelsOut, size, stride) in Layers)
        {
            long inner = channelsIn * expansion, outPixels = size / stride * (size / stride);
            handMultiplyAdds += (size * size * channelsIn * inner) + (outPixels * inner * kernel * kernel) + (outPixels * inner * channelsOut);
            handParameters += (channelsIn * inner) + (2 * inner) + (inner * kernel * kernel) + (2 * inner) + (inner * channelsOut) + (2 * channelsOut);
        }

        Assert.Equal((multiplyAdds, parameters), (handMultiplyAdds, handParameters));
        AssertCosts(new string(digit, 21), multiplyAdds, parameters);
    }

    [Fact]
    public void Of_Mobile224AllSkips_CountsOnlyWhatChangesShape()
    {
        var reducing = Layers.Where(layer => layer.In != layer.Out || layer.Stride == 2).ToList();
        long multiplyAdds = FixedMultiplyAdds + reducing.Sum(layer => (long)layer.In * layer.Out * (layer.Size / layer.Stride) * (layer.Size / layer.Stride));
        long parameters = FixedParameters + reducing.Sum(layer => ((long)layer.In * layer.Out) + (2 * layer.Out));
        Assert.Equal((61_873_152, 4_720_968), (multiplyAdds, parameters));
        AssertCosts(new string('6', 21), multiplyAdds, parameters);
    }

    [Fact]
    public void Of_Mobile224_TellsWhereEachLayerStands()
    {
        var table = SpaceCosts.Of(TestSpaces.Mobile224, TestSpaces.Mobile224.Input);
        Assert.Equal(22, table.Layers.Length);
        Assert.Null(table.Layers[0].Digit);
        Assert.Equal(Layers, table.Layers.Skip(1).Select(row => (row.Layer.In, row.Layer.Out, row.InSize, row.Layer.Stride)));
        Assert.Equal(Enumerable.Range(0, 21), table.Layers.Skip(1).Select(row => row.Digit!.Value));
        Assert.Equal(["k3e3", "k3e6", "k5e3", "k5e6", "k7e3", "k7e6", "skip"], table.Layers[1].Choices.Select(cost => cost.Choice.Name));
    }

    [Fact]
    public void Of_AnyArchitecture_SumsToItsNetwork()
    {
        Prop.ForAll((int seed) =>
        {
            foreach (var (space, input) in new[] { (TestSpaces.Mobile224, TestSpaces.Mobile224.Input), (TestSpaces.Small, new InputShape(3, 32, 10)) })
            {
                var architecture = TestSpaces.Draw(space, seed);
                var network = NetworkBuilder.Build(space, architecture, input);
                Assert.Equal((network.MultiplyAdds, network.Parameters), SpaceCosts.Of(space, input).Of(architecture));
            }
        }).QuickCheckThrowOnFailure();
    }

    private static void AssertCosts(string code, long multiplyAdds, long parameters)
    {
        var space = TestSpaces.Mobile224;
        var network = NetworkBuilder.Build(space, Architecture.Parse(code, space), space.Input);
        Assert.Equal((multiplyAdds, parameters), (network.MultiplyAdds, network.Parameters));
        Assert.Equal((multiplyAdds, parameters), SpaceCosts.Of(space, space.Input).Of(new Architecture(code)));
    }
}
