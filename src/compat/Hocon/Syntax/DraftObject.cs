namespace Hocon.Syntax;

/// <summary>An object as it was written: for each key everything that was assigned to it, since a later value may refer to an earlier one.</summary>
internal sealed record DraftObject : Draft
{
    public OrderedDictionary<string, DraftCell> Cells { get; } = [];

    public void Assign(IReadOnlyList<string> path, Draft value)
    {
        var owner = this;
        for (int i = 0; i < path.Count - 1; i++) owner = owner.Cell(path[i]).TopObject();
        owner.Cell(path[^1]).Assign(value);
    }

    /// <summary>Assigns all that the other object assigned.</summary>
    public void Absorb(DraftObject other)
    {
        foreach (var (key, cell) in other.Cells)
            foreach (var definition in cell.Definitions) Cell(key).Assign(definition);
    }

    private DraftCell Cell(string key)
    {
        if (!Cells.TryGetValue(key, out var cell)) Cells.Add(key, cell = new DraftCell());
        return cell;
    }
}
