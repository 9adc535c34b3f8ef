using System.Buffers.Binary;
using System.IO.Compression;

namespace EdgeNas.Learning.Data;

/// <summary>
/// The idx files of MNIST and Fashion-MNIST, plain or gzipped: a big-endian header (two zero bytes, element type, number of dimensions, the dimensions)
/// and then the elements, of which only unsigned bytes (type 8) occur here. Format: Y. LeCun, "The MNIST database".
/// </summary>
internal static class IdxFile
{
    private const byte UnsignedByte = 8;

    public static ImageSet Read(DatasetFormat format, string folder, DatasetPart part)
    {
        string prefix = part == DatasetPart.Training ? "train" : "t10k";
        int size = format.Shape.Size;
        var (imagesPath, images) = Open(format, folder, $"{prefix}-images-idx3-ubyte");
        var (labelsPath, labels) = Open(format, folder, $"{prefix}-labels-idx1-ubyte");
        byte[] pixels = Elements(format, imagesPath, images, [size, size], out int imageCount);
        byte[] classes = Elements(format, labelsPath, labels, [], out int labelCount);
        if (imageCount != labelCount) throw format.Damaged(labelsPath, $"holds {labelCount} labels, but {imagesPath} holds {imageCount} images");
        format.CheckLabels(labelsPath, classes);
        return new ImageSet(format.Shape, pixels, classes);
    }

    private static (string Path, byte[] Content) Open(DatasetFormat format, string folder, string file)
    {
        string plain = Path.Combine(folder, file), zipped = plain + ".gz";
        if (File.Exists(plain)) return (plain, File.ReadAllBytes(plain));
        if (!File.Exists(zipped)) throw format.Missing(folder, $"{file}[.gz]");
        using var stream = new GZipStream(File.OpenRead(zipped), CompressionMode.Decompress);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return (zipped, content.ToArray());
    }

    /// <param name="itemShape">Dimensions after the first, which counts the items.</param>
    private static byte[] Elements(DatasetFormat format, string path, byte[] content, ReadOnlySpan<int> itemShape, out int count)
    {
        int header = 4 + (4 * (itemShape.Length + 1));
        if (content.Length < header) throw format.Damaged(path, $"is truncated: it has {content.Length} bytes, its header alone {header}");
        if (content[0] != 0 || content[1] != 0 || content[2] != UnsignedByte || content[3] != itemShape.Length + 1)
        {
            throw format.Damaged(path, $"is not such an idx file: it begins with {Convert.ToHexString(content, 0, 4)}, expected 000008{itemShape.Length + 1:00}");
        }

        uint items = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(4));
        long itemBytes = 1;
        for (int i = 0; i < itemShape.Length; i++)
        {
            uint dimension = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(8 + (4 * i)));
            if (dimension != itemShape[i]) throw format.Damaged(path, $"holds images {dimension} pixels wide or high, expected {itemShape[i]}");
            itemBytes *= itemShape[i];
        }

        long expected = header + (items * itemBytes);
        if (content.Length != expected) throw format.Damaged(path, $"is {(content.Length < expected ? "truncated" : "too long")}: it has {content.Length} bytes, expected {expected}");
        count = (int)items;
        return content[header..];
    }
}
