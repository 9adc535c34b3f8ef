using EdgeNas.Domain;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Data;

namespace EdgeNas.Learning.Tests.Data;

public sealed class DatasetFormatTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_IdxFiles_GivesPixelsAndLabels(bool zipped)
    {
        using var files = new DatasetFiles().Mnist(training: 25, test: 5, zipped);

        var training = DatasetFormat.Named("fashion-mnist").Read(files.Folder, DatasetPart.Training);
        var test = DatasetFormat.Named("mnist").Read(files.Folder, DatasetPart.Test);

        Assert.Equal(25, training.Count);
        Assert.Equal(new InputShape(1, 28, 10), training.Shape);
        Assert.Equal(3, training.Labels[13]);
        Assert.Equal(14, training.Image(13)[1]);
        Assert.Equal(5, test.Count);
    }

    [Fact]
    public void Read_CifarBatches_JoinsThemInOrder()
    {
        using var files = new DatasetFiles().Cifar(perFile: 12);

        var training = DatasetFormat.Named("cifar-10").Read(files.Folder, DatasetPart.Training);
        var test = DatasetFormat.Named("cifar-10").Read(files.Folder, DatasetPart.Test);

        Assert.Equal(60, training.Count);
        Assert.Equal(new InputShape(3, 32, 10), training.Shape);
        Assert.Equal([1, 2, 3], training.Labels[13..16]);
        Assert.Equal([13, 14], training.Image(13)[..2].ToArray());
        Assert.Equal(60, test.Image(0)[0]);
    }

    [Fact]
    public void Read_MissingFile_SaysWhichWhereAndWhatToDo()
    {
        using var files = new DatasetFiles().Mnist(training: 2, test: 1);
        File.Delete(files.Path("train-labels-idx1-ubyte"));

        var e = Assert.Throws<EdgeNasException>(() => DatasetFormat.Named("fashion-mnist").Read(files.Folder, DatasetPart.Training));

        Assert.Contains("train-labels-idx1-ubyte[.gz]", e.Message);
        Assert.Contains(files.Folder, e.Message);
        Assert.Contains("scripts/setup.d/data.sh fashion-mnist", e.Message);
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte", 100, "truncated")]
    [InlineData("train-images-idx3-ubyte", 3, "truncated")]
    [InlineData("train-labels-idx1-ubyte", 9, "truncated")]
    public void Read_TruncatedIdx_SaysSo(string file, int length, string expected)
    {
        using var files = new DatasetFiles().Mnist(training: 2, test: 1);
        File.WriteAllBytes(files.Path(file), File.ReadAllBytes(files.Path(file))[..length]);

        var e = Assert.Throws<EdgeNasException>(() => DatasetFormat.Named("mnist").Read(files.Folder, DatasetPart.Training));

        Assert.Contains(file, e.Message);
        Assert.Contains(expected, e.Message);
    }

    [Fact]
    public void Read_TruncatedGzip_IsAClearError()
    {
        using var files = new DatasetFiles().Mnist(training: 20, test: 1, zipped: true);
        string path = files.Path("train-images-idx3-ubyte.gz");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..60]);

        Assert.Throws<EdgeNasException>(() => DatasetFormat.Named("mnist").Read(files.Folder, DatasetPart.Training));
    }

    [Fact]
    public void Read_WrongMagic_NamesTheBytes()
    {
        using var files = new DatasetFiles().Mnist(training: 2, test: 1);
        File.Copy(files.Path("train-labels-idx1-ubyte"), files.Path("train-images-idx3-ubyte"), overwrite: true);
        File.WriteAllBytes(files.Path("train-images-idx3-ubyte"), new byte[2000]);

        var e = Assert.Throws<EdgeNasException>(() => DatasetFormat.Named("mnist").Read(files.Folder, DatasetPart.Training));

        Assert.Contains("00000000, expected 00000803", e.Message);
    }

    [Fact]
    public void Read_LabelOutOfRange_NamesTheImage()
    {
        using var files = new DatasetFiles().Cifar(perFile: 3);
        byte[] batch = File.ReadAllBytes(files.Path("data_batch_2.bin"));
        batch[3073] = 10;
        File.WriteAllBytes(files.Path("data_batch_2.bin"), batch);

        var e = Assert.Throws<EdgeNasException>(() => DatasetFormat.Named("cifar-10").Read(files.Folder, DatasetPart.Training));

        Assert.Contains("image 1 the label 10", e.Message);
    }

    [Fact]
    public void Read_TruncatedCifar_SaysSo()
    {
        using var files = new DatasetFiles().Cifar(perFile: 3);
        File.WriteAllBytes(files.Path("test_batch.bin"), new byte[3000]);

        Assert.Contains("truncated", Assert.Throws<EdgeNasException>(() => DatasetFormat.Named("cifar-10").Read(files.Folder, DatasetPart.Test)).Message);
    }

    [Fact]
    public void Named_Unknown_ListsTheKnown() =>
        Assert.Contains("fashion-mnist, mnist, cifar-10", Assert.Throws<EdgeNasException>(() => DatasetFormat.Named("imagenet")).Message);
}
