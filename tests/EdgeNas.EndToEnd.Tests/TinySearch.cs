namespace EdgeNas.EndToEnd.Tests;

/// <summary>A search small enough for a test: stripes in ten directions as data, a space of four layers, the simulated device. Every phase is real.</summary>
internal sealed class TinySearch : IDisposable
{
    private const int Size = 28;

    public TinySearch()
    {
        Folder = Directory.CreateTempSubdirectory("edgenas-e2e-").FullName;
        Directory.CreateDirectory(Data);
        WritePart("train", 400);
        WritePart("t10k", 100);
        File.WriteAllText(Path.Combine(Folder, "tiny.conf"), """
            name = tiny
            input { channels = 1, size = 28, classes = 10 }
            image-sizes = [28]
            stem { channels = 8, stride = 2 }
            choices = [k3e3, k5e3, k3e6, skip]
            layers = [
              { in = 8, out = 8, stride = 1, choices = [k3e1] }
              { in = 8, out = 16, stride = 2 }
              { in = 16, out = 16, stride = 1, repeat = 2 }
              { in = 16, out = 24, stride = 2 }
            ]
            head { channels = 32, features = 0, dropout = 0.1 }
            """);
        File.WriteAllText(Spec, $$"""
            name = tiny
            seed = 7
            space = tiny.conf
            dataset { name = fashion-mnist, folder = "{{Data}}", validation-images = 60, crop-padding = 1 }
            device = simulated
            latency-limit = "60 %"
            threads = 1
            measure { architectures = 12, drift-every = 5 }
            estimator { target-error = "1 %", ensemble = 2, hidden = [8], epochs = 20, extra-architectures = 4, maximum-architectures = 20 }
            supernet { rounds = 4, steps-per-round = 8, batch = 16 }
            regularization { warm-up-rounds = 2, every = 1, paths = 24, images = 40, confidence = "80 %" }
            explore { population = 5, generations = 2, images = 40, recalibration-batches = 1 }
            confirm { top = 2 }
            train { epochs = 2, batch = 16, random-candidates = 3, widths = [1.0, 0.5] }
            """);
    }

    public string Folder { get; }

    public string Data => Path.Combine(Folder, "data");

    public string Spec => Path.Combine(Folder, "search.conf");

    public string Runs(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, true);

    /// <summary>Images and labels in the official idx format: class c shows stripes at c × 18 degrees, with noise.</summary>
    private void WritePart(string part, int count)
    {
        var random = new Random(part.Length);
        var images = new List<byte>(BigEndian(2051, count, Size, Size));
        var labels = new List<byte>(BigEndian(2049, count));
        for (int i = 0; i < count; i++)
        {
            int label = i % 10;
            labels.Add((byte)label);
            double angle = label * Math.PI / 10;
            for (int y = 0; y < Size; y++)
            {
                for (int x = 0; x < Size; x++)
                {
                    double wave = Math.Sin(((x * Math.Cos(angle)) + (y * Math.Sin(angle))) * 0.9);
                    images.Add((byte)Math.Clamp(128 + (90 * wave) + random.Next(-30, 31), 0, 255));
                }
            }
        }

        File.WriteAllBytes(Path.Combine(Data, $"{part}-images-idx3-ubyte"), [.. images]);
        File.WriteAllBytes(Path.Combine(Data, $"{part}-labels-idx1-ubyte"), [.. labels]);
    }

    private static IEnumerable<byte> BigEndian(params int[] values) => values.SelectMany(value => BitConverter.GetBytes(value).Reverse());
}
