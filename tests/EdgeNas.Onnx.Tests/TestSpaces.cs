using System.Collections.Immutable;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Onnx.Tests;

/// <summary>Two spaces that the tests build themselves, so that they don't depend on files.</summary>
internal static class TestSpaces
{
    private static readonly ImmutableArray<LayerChoice> Choices =
    [
        LayerChoice.MbConv(3, 3), LayerChoice.MbConv(3, 6), LayerChoice.MbConv(5, 3), LayerChoice.MbConv(5, 6), LayerChoice.MbConv(7, 3), LayerChoice.MbConv(7, 6), LayerChoice.Skip,
    ];

    /// <summary>A few layers for 28×28 grey images; with odd sizes on the way (28, 14, 7, 4).</summary>
    public static SearchSpace Small { get; } = new(
        "small-28", new InputShape(1, 28, 10), [28, 32], 8, 1,
        [
            new SpaceLayer(8, 8, 1, [LayerChoice.MbConv(3, 1)]),
            Searchable(8, 12, 2), Searchable(12, 12, 1), Searchable(12, 16, 2), Searchable(16, 16, 1), Searchable(16, 24, 2), Searchable(24, 24, 1),
        ],
        48, 0, 0.1);

    /// <summary>The space of LightNAS (Luo et al., DAC 2022), for 224×224 images.</summary>
    public static SearchSpace Mobile224 { get; } = new(
        "mobile-224", new InputShape(3, 224, 1000), [224], 16, 2,
        [
            new SpaceLayer(16, 16, 1, [LayerChoice.MbConv(3, 1)]),
            .. Stage(16, 24, 2, 2), .. Stage(24, 48, 2, 3), .. Stage(48, 72, 2, 4), .. Stage(72, 128, 1, 3), .. Stage(128, 160, 2, 4), .. Stage(160, 176, 1, 4), .. Stage(176, 384, 1, 1),
        ],
        1984, 1280, 0.2);

    public static Network Random(SearchSpace space, int number) =>
        NetworkBuilder.Build(space, ArchitectureSampling.Uniform(space.AllChoices(), new SeedStream(number, "test/architecture")), space.Input);

    /// <summary>An image batch with elements in −1..1.</summary>
    public static float[] Images(Network network, int count, int seed)
    {
        var random = new SeedStream(seed, "test/images");
        float[] images = new float[count * network.Input.Channels * network.Input.Size * network.Input.Size];
        for (int i = 0; i < images.Length; i++) images[i] = (float)((2 * random.NextDouble()) - 1);
        return images;
    }

    private static IEnumerable<SpaceLayer> Stage(int channelsIn, int channelsOut, int stride, int layers) =>
        Enumerable.Range(0, layers).Select(i => i == 0 ? Searchable(channelsIn, channelsOut, stride) : Searchable(channelsOut, channelsOut, 1));

    private static SpaceLayer Searchable(int channelsIn, int channelsOut, int stride) => new(channelsIn, channelsOut, stride, Choices);
}
