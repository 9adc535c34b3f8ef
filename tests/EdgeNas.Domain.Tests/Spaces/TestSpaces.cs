using System.Collections.Immutable;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Tests.Spaces;

/// <summary>Spaces for tests, as data.</summary>
internal static class TestSpaces
{
    public static ImmutableArray<LayerChoice> SevenChoices { get; } =
        [.. from kernel in new[] { 3, 5, 7 } from expansion in new[] { 3, 6 } select LayerChoice.MbConv(kernel, expansion), LayerChoice.Skip];

    /// <summary>The LightNAS space: a fixed block and 21 searchable ones of seven choices.</summary>
    public static SearchSpace Mobile224 { get; } = new(
        "mobile-224",
        new InputShape(3, 224, 1000),
        [224],
        StemChannels: 16,
        StemStride: 2,
        [
            new SpaceLayer(16, 16, 1, [LayerChoice.MbConv(3, 1)]),
            .. Stage(16, 24, 2, 2), .. Stage(24, 48, 2, 3), .. Stage(48, 72, 2, 4), .. Stage(72, 128, 1, 3), .. Stage(128, 160, 2, 4),
            .. Stage(160, 176, 1, 4), .. Stage(176, 384, 1, 1),
        ],
        HeadChannels: 1984,
        HeadFeatures: 1280,
        Dropout: 0.2);

    /// <summary>Four searchable layers: 2,401 architectures.</summary>
    public static SearchSpace Small { get; } = new(
        "small", new InputShape(1, 28, 10), [28, 32], 8, 1, [.. Stage(8, 16, 2, 2), .. Stage(16, 24, 2, 2)], 64, 0, 0);

    public static Architecture Draw(SearchSpace space, long seed) => ArchitectureSampling.Uniform(space.AllChoices(), new SeedStream(seed, "test"));

    /// <summary>A latency that adds up over the layers: kernel × expansion of each choice, in tenths of a millisecond, and 1 ms besides.</summary>
    public static double Latency(SearchSpace space, Architecture architecture) =>
        1 + (architecture.Choices().Select((choice, layer) => space.Searchable[layer].Choices[choice]).Sum(choice => choice.Kernel * choice.Expansion) / 10.0);

    private static IEnumerable<SpaceLayer> Stage(int channelsIn, int channelsOut, int stride, int layers) =>
        Enumerable.Range(0, layers).Select(i => new SpaceLayer(i == 0 ? channelsIn : channelsOut, channelsOut, i == 0 ? stride : 1, SevenChoices));
}
