namespace EdgeNas.Learning.Data;

/// <summary>
/// CIFAR-10's binary version: records of one label byte and 3×32×32 bytes, 10,000 to a file. Format: A. Krizhevsky, "The CIFAR-10 dataset".
/// </summary>
internal static class CifarFile
{
    private static readonly string[] Training = ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"];
    private static readonly string[] Test = ["test_batch.bin"];

    public static ImageSet Read(DatasetFormat format, string folder, DatasetPart part)
    {
        int pixels = format.Shape.Channels * format.Shape.Size * format.Shape.Size, record = 1 + pixels;
        using var images = new MemoryStream();
        using var labels = new MemoryStream();
        foreach (string file in part == DatasetPart.Training ? Training : Test)
        {
            string path = Path.Combine(folder, file);
            if (!File.Exists(path)) throw format.Missing(folder, file);
            byte[] content = File.ReadAllBytes(path);
            if (content.Length == 0 || content.Length % record != 0)
            {
                throw format.Damaged(path, $"is truncated: it has {content.Length} bytes, expected records of {record}");
            }

            byte[] classes = [.. Enumerable.Range(0, content.Length / record).Select(i => content[i * record])];
            format.CheckLabels(path, classes);
            labels.Write(classes);
            for (int i = 0; i < classes.Length; i++) images.Write(content, (i * record) + 1, pixels);
        }

        return new ImageSet(format.Shape, images.ToArray(), labels.ToArray());
    }
}
