namespace EdgeNas.Domain.Spaces;

/// <summary>What the searchable layers of a space are.</summary>
public enum SpaceKind
{
    /// <summary>Layers one after the other; networks can be built, trained and timed.</summary>
    Chain,

    /// <summary>Edges of one cell that is repeated (<see cref="CellSpace"/>); accuracies and latencies come from tables.</summary>
    Cell,
}
