using EdgeNas.Domain.Spaces;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNas.Domain.Tests.Spaces;

public sealed class NetworkBuilderTests
{
    [Fact]
    public void Build_AnyArchitecture_ShapesChain()
    {
        Prop.ForAll((int seed) =>
        {
            foreach (var space in new[] { TestSpaces.Mobile224, TestSpaces.Small })
            {
                AssertChains(NetworkBuilder.Build(space, TestSpaces.Draw(space, seed), space.Input));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(1)]
    [InlineData(1.4)]
    public void MobileNetV2_AnyWidth_ShapesChain(double width)
    {
        var network = NetworkBuilder.MobileNetV2(TestSpaces.Mobile224, TestSpaces.Mobile224.Input, width);
        AssertChains(network);
        Assert.All(network.Convolutions, convolution => Assert.Equal(0, convolution.Out % 8));
    }

    [Fact]
    public void Build_AnyArchitecture_IsResidualExactlyWhereABlockKeepsTheShape()
    {
        Prop.ForAll((int seed) =>
        {
            var space = TestSpaces.Mobile224;
            var architecture = TestSpaces.Draw(space, seed);
            var blocks = NetworkBuilder.Build(space, architecture, space.Input).Blocks;
            Assert.True(blocks[1].Residual);
            for (int digit = 0; digit < space.Searchable.Length; digit++)
            {
                var (layer, block) = (space.Searchable[digit], blocks[digit + 2]);
                bool skip = layer.Choices[architecture[digit]].IsSkip;
                Assert.Equal(layer.KeepsShape && !skip, block.Residual);
                Assert.Equal(layer.KeepsShape && skip, block.Convolutions.IsEmpty);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Build_AnyArchitecture_NamesEveryParameterOnce()
    {
        Prop.ForAll((int seed) =>
        {
            var space = TestSpaces.Mobile224;
            var names = NetworkBuilder.Build(space, TestSpaces.Draw(space, seed), space.Input).Convolutions.Select(convolution => convolution.Name).ToList();
            Assert.Equal(names.Count, names.Distinct().Count());
        }).QuickCheckThrowOnFailure();
    }

    private static void AssertChains(Network network)
    {
        int channels = network.Input.Channels, size = network.Input.Size;
        foreach (var block in network.Blocks)
        {
            var (channelsBefore, sizeBefore) = (channels, size);
            foreach (var convolution in block.Convolutions)
            {
                Assert.Equal((channels, size), (convolution.In, convolution.InSize));
                Assert.True(convolution.Groups == 1 || convolution.Groups == convolution.In);
                (channels, size) = (convolution.Out, convolution.OutSize);
            }

            if (block.Residual) Assert.Equal((channelsBefore, sizeBefore), (channels, size));
        }

        foreach (var linear in network.Linears)
        {
            Assert.Equal(channels, linear.In);
            channels = linear.Out;
        }

        Assert.Equal(network.Input.Classes, channels);
    }
}
