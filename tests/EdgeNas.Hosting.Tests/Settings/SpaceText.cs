namespace EdgeNas.Hosting.Tests.Settings;

/// <summary>A small space as its file would have it.</summary>
internal static class SpaceText
{
    public const string Valid = """
        name = tiny-28
        input { channels = 1, size = 28, classes = 10 }
        image-sizes = [28, 32]
        stem { channels = 8, stride = 2 }
        choices = [k3e3, k5e6, skip]
        layers = [
          { in = 8, out = 8, stride = 1, choices = [k3e1] }
          { in = 8, out = 16, stride = 2, size = 14 }
          # two more of the same
          { in = 16, out = 16, stride = 1, repeat = 2 }
        ]
        head { channels = 64, features = 0, dropout = 0.1 }
        """;
}
