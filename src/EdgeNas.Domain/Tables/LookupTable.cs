using System.Collections.Immutable;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Tables;

/// <summary>One value above 0 for each architecture of a table.</summary>
public sealed class LookupTable
{
    private readonly Dictionary<Architecture, double> _values;
    private readonly TableSource _source;

    private LookupTable(TableSource source, Dictionary<Architecture, double> values) => (_source, _values) = (source, values);

    /// <summary>The architectures that have a value, ascending.</summary>
    public ImmutableArray<Architecture> Architectures => [.. _values.Keys.Order()];

    /// <exception cref="EdgeNasException">The bytes are no table, a column is missing, a value is no number above 0, or an architecture occurs twice.</exception>
    public static LookupTable Of(TableSource source, ReadOnlyMemory<byte> content)
    {
        var table = MeasuredTable.Parse(source.File, content);
        var values = new Dictionary<Architecture, double>();
        foreach (var (architecture, value) in table.Measured(source.Architectures, source.Column))
        {
            if (!values.TryAdd(architecture, value)) throw new EdgeNasException($"Table {source.File} has architecture '{architecture}' twice in column '{source.Architectures}': a search needs one {source.Column} for each; leave one row.");
        }

        return new LookupTable(source, values);
    }

    /// <exception cref="EdgeNasException">The table doesn't have it.</exception>
    public double Of(Architecture architecture) => _values.TryGetValue(architecture, out double value)
        ? value
        : throw new EdgeNasException($"Architecture {architecture} has no value in {_source}, which has {_values.Count:N0} others: choose one of those, or add its row.");
}
