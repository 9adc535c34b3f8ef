using System.Buffers.Binary;
using System.IO.Compression;
using EdgeNas.Domain.Sampling;

namespace EdgeNas.Learning.Tests.Data;

/// <summary>Writes small data sets in the official formats into a folder of its own, deleted at the end.</summary>
internal sealed class DatasetFiles : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("edgenas-data-").FullName;

    /// <summary>Images whose pixels are <c>(image + position) mod 256</c>, with labels <c>image mod 10</c>.</summary>
    public DatasetFiles Mnist(int training, int test, bool zipped = false)
    {
        Idx("train", training, zipped);
        Idx("t10k", test, zipped);
        return this;
    }

    /// <summary>MNIST files whose classes a small network learns in a few steps: a bright bar whose place is the class, in noise.</summary>
    public DatasetFiles Separable(int training, int test)
    {
        foreach (var (prefix, count) in new[] { ("train", training), ("t10k", test) })
        {
            var random = new SeedStream(11, prefix);
            byte[] labels = [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(10))];
            byte[] pixels = [.. labels.SelectMany(label => Enumerable.Range(0, 784).Select(i => (byte)(random.Next(80) + (i / 28 / 3 + 1 == label ? 150 : 0))))];
            Write($"{prefix}-images-idx3-ubyte", [count, 28, 28], pixels, zipped: false);
            Write($"{prefix}-labels-idx1-ubyte", [count], labels, zipped: false);
        }

        return this;
    }

    public DatasetFiles Cifar(int perFile)
    {
        string[] files = ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"];
        for (int f = 0; f < files.Length; f++)
        {
            byte[] content = [.. Enumerable.Range(0, perFile).SelectMany(i => Pixels((f * perFile) + i, 3072).Prepend((byte)(i % 10)))];
            File.WriteAllBytes(Path(files[f]), content);
        }

        return this;
    }

    public string Path(string file) => System.IO.Path.Combine(Folder, file);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Idx(string prefix, int count, bool zipped)
    {
        Write($"{prefix}-images-idx3-ubyte", [count, 28, 28], [.. Enumerable.Range(0, count).SelectMany(i => Pixels(i, 784))], zipped);
        Write($"{prefix}-labels-idx1-ubyte", [count], [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))], zipped);
    }

    private void Write(string file, int[] dimensions, byte[] elements, bool zipped)
    {
        var content = new byte[4 + (4 * dimensions.Length) + elements.Length];
        content[2] = 8;
        content[3] = (byte)dimensions.Length;
        for (int i = 0; i < dimensions.Length; i++) BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(4 + (4 * i)), dimensions[i]);
        elements.CopyTo(content, 4 + (4 * dimensions.Length));
        if (!zipped)
        {
            File.WriteAllBytes(Path(file), content);
            return;
        }

        using var stream = new GZipStream(File.Create(Path(file + ".gz")), CompressionLevel.Fastest);
        stream.Write(content);
    }

    private static IEnumerable<byte> Pixels(int image, int count) => Enumerable.Range(0, count).Select(i => (byte)(image + i));
}
