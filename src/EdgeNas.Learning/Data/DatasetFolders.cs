using EdgeNas.Domain;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Learning.Data;

/// <summary>Where data sets lie on this machine.</summary>
/// <param name="root">Folder with one folder per data set, as <c>scripts/setup.d/data.sh</c> fills it: <c>.edgenas/data</c>.</param>
public sealed class DatasetFolders(string root)
{
    /// <exception cref="EdgeNasException">Files are missing or damaged.</exception>
    public ImageSet Read(DatasetSpec spec, DatasetPart part) =>
        DatasetFormat.Named(spec.Name).Read(spec.Folder ?? Path.Combine(root, spec.Name), part);
}
