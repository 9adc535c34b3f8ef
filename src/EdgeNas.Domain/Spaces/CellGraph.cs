namespace EdgeNas.Domain.Spaces;

/// <summary>
/// A cell of NAS-Bench-201 (Dong and Yang, 2020): four nodes, an operator on each of the six edges between them. Its code is one digit per edge, in the order
/// (0→1) (0→2) (1→2) (0→3) (1→3) (2→3): 0 none, 1 skip, 2 1×1 convolution, 3 3×3 convolution, 4 3×3 average pooling.
/// </summary>
public static class CellGraph
{
    public const int Nodes = 4;

    public const int Edges = 6;

    public const int Operators = 5;

    private static readonly (int From, int To)[] All = [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)];

    /// <summary>The nodes that an edge joins.</summary>
    public static (int From, int To) Ends(int edge) => All[edge];

    /// <summary>Marks the edges whose result reaches the cell's output: an operator whose result nobody reads is left out by any runtime that prunes graphs.</summary>
    public static void Reaching(ReadOnlySpan<int> operators, Span<bool> marked)
    {
        Span<bool> reaches = [false, false, false, true];
        for (int edge = Edges - 1; edge >= 0; edge--)
        {
            var (from, to) = All[edge];
            // Edges are ordered by the node they enter, so that all edges out of that node have been seen.
            marked[edge] = operators[edge] != 0 && reaches[to];
            reaches[from] |= marked[edge];
        }
    }

    /// <summary>Marks the edges that the input reaches: what a runtime computes that folds constants but doesn't see which results are read.</summary>
    public static void Fed(ReadOnlySpan<int> operators, Span<bool> marked)
    {
        Span<bool> fed = [true, false, false, false];
        for (int edge = 0; edge < Edges; edge++)
        {
            var (from, to) = All[edge];
            marked[edge] = operators[edge] != 0 && fed[from];
            fed[to] |= marked[edge];
        }
    }

    /// <summary>
    /// Marks the edges on a way from the cell's input to its output. Of <see cref="Reaching"/> it leaves out what only ever sees zeros, which a runtime that folds constants drops too.
    /// </summary>
    public static void Connected(ReadOnlySpan<int> operators, Span<bool> marked)
    {
        Span<bool> fed = stackalloc bool[Edges];
        Reaching(operators, marked);
        Fed(operators, fed);
        for (int edge = 0; edge < Edges; edge++) marked[edge] &= fed[edge];
    }
}
