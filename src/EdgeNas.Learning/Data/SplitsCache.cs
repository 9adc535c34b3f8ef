using EdgeNas.Domain.Searches;

namespace EdgeNas.Learning.Data;

/// <summary>The divided training images of the search that is worked on, read once. Thread-safe.</summary>
public sealed class SplitsCache(DatasetFolders folders)
{
    private readonly Lock _lock = new();
    private (DatasetSpec Dataset, long Seed) _key;
    private DatasetSplits? _splits;

    public DatasetSplits Of(SearchSpec spec)
    {
        lock (_lock)
        {
            if (_splits is null || _key != (spec.Dataset, spec.Seed))
            {
                _splits = DatasetSplits.Of(folders.Read(spec.Dataset, DatasetPart.Training), spec.Dataset, spec.Seed);
                _key = (spec.Dataset, spec.Seed);
            }

            return _splits;
        }
    }
}
