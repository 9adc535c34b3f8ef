using EdgeNas.Domain.Spaces;

namespace EdgeNas.Benchmarks.Supernets;

/// <summary>
/// MobileNetV2 (Sandler et al., 2018, table 2) for CIFAR's images: stem and the stage of 24 channels keep the image's size, so that the last stages see 4×4 pixels,
/// as is usual there.
/// </summary>
internal static class MobileNetV2
{
    private static readonly (int Expansion, int Channels, int Repeat, int Stride)[] Stages =
        [(1, 16, 1, 1), (6, 24, 2, 1), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    public static Network Network
    {
        get
        {
            var input = new InputShape(3, 32, 10);
            List<SpaceLayer> layers = [];
            int channels = 32;
            foreach (var (expansion, wanted, repeat, stride) in Stages)
            {
                for (int i = 0; i < repeat; i++, channels = wanted) layers.Add(new SpaceLayer(channels, wanted, i == 0 ? stride : 1, [LayerChoice.MbConv(3, expansion)]));
            }

            return NetworkBuilder.MobileNetV2(new SearchSpace("mobilenetv2-32", input, [32], 32, 1, [.. layers], 1280, 0, 0), input, width: 1);
        }
    }
}
