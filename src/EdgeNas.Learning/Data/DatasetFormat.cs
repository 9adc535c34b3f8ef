using EdgeNas.Domain;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.Data;

/// <summary>A data set that can be read: its shape, its official files, and how they are decoded.</summary>
public sealed class DatasetFormat
{
    private static readonly DatasetFormat[] All =
    [
        new("fashion-mnist", new InputShape(1, 28, 10), IdxFile.Read),
        new("mnist", new InputShape(1, 28, 10), IdxFile.Read),
        new("cifar-10", new InputShape(3, 32, 10), CifarFile.Read),
    ];

    private readonly Func<DatasetFormat, string, DatasetPart, ImageSet> _read;

    private DatasetFormat(string name, InputShape shape, Func<DatasetFormat, string, DatasetPart, ImageSet> read)
    {
        Name = name;
        Shape = shape;
        _read = read;
    }

    public string Name { get; }

    public InputShape Shape { get; }

    /// <exception cref="EdgeNasException">No such data set; the message lists the known ones.</exception>
    public static DatasetFormat Named(string name) =>
        All.FirstOrDefault(format => format.Name == name)
        ?? throw new EdgeNasException($"Data set '{name}' is not known: give one of {string.Join(", ", All.Select(format => format.Name))}.");

    /// <summary>Reads one part from a folder with the official files.</summary>
    /// <exception cref="EdgeNasException">A file is missing, truncated or not of its format; the message says which and what to do.</exception>
    public ImageSet Read(string folder, DatasetPart part)
    {
        try
        {
            return _read(this, folder, part);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new EdgeNasException($"Data set {Name} in {Path.GetFullPath(folder)} can't be read: {e.Message} {SetUp}", e);
        }
    }

    /// <summary>The next step for every message about missing or damaged files.</summary>
    internal string SetUp => $"Run `scripts/setup.d/data.sh {Name}` to get it, or set dataset.folder to a folder with the official files.";

    internal EdgeNasException Missing(string folder, string file) =>
        new($"Data set {Name}: {file} was not found; looked in {Path.GetFullPath(folder)}. {SetUp}");

    internal EdgeNasException Damaged(string path, string problem) => new($"Data set {Name}: {path} {problem}. {SetUp}");

    internal void CheckLabels(string path, ReadOnlySpan<byte> labels)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] >= Shape.Classes) throw Damaged(path, $"gives image {i} the label {labels[i]}, but labels go from 0 to {Shape.Classes - 1}");
        }
    }
}
