using EdgeNas.Hosting.Settings;

namespace EdgeNas.Hosting.Tests;

/// <summary>A search of ordinary size, for tests that need a whole one.</summary>
internal static class ExampleSearch
{
    private const string Space = """
        name = mobile-28
        input { channels = 1, size = 28, classes = 10 }
        image-sizes = [28, 32]
        stem { channels = 16, stride = 1 }
        choices = [k3e3, k3e6, k5e3, k5e6, k7e3, k7e6, skip]
        layers = [
          { in = 16, out = 16, stride = 1, choices = [k3e1] }
          { in = 16, out = 24, stride = 2 }
          { in = 24, out = 24, stride = 1, repeat = 2 }
          { in = 24, out = 40, stride = 2 }
          { in = 40, out = 40, stride = 1, repeat = 3 }
          { in = 40, out = 80, stride = 2 }
          { in = 80, out = 80, stride = 1, repeat = 2 }
          { in = 80, out = 96, stride = 1 }
          { in = 96, out = 96, stride = 1, repeat = 1 }
        ]
        head { channels = 320, features = 0, dropout = 0.1 }
        """;

    private const string Search = """
        name = fashion-mnist
        space = mobile-28.conf
        dataset { name = fashion-mnist }
        estimator { target-error = "2.5 %" }
        regularization { paths = 160 }
        """;

    public static LoadedSearch Load(params string[] overrides)
    {
        using var folder = new TemporaryFolder();
        folder.Write("mobile-28.conf", Space);
        return SearchSpecFile.Load(folder.Write("search.conf", Search), overrides, folder.Path, 2);
    }
}
