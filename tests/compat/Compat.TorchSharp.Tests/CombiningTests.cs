using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class CombiningTests
{
    public static TheoryData<string, string> Combined => new()
    {
        { "dstack", "[[[0, 0],  [1, 1]]]" },
        { "column_stack", "[[0, 0], [1, 1]]" },
        { "row_stack", "[[0, 1], [0, 1]]" },
        { "hstack of numbers", "[1, 2]" },
        { "vstack of numbers", "[[1], [2]]" },
        { "block_diag", "[[1, 1, 0], [0, 0, 7]]" },
        { "cartesian_prod", "[[0, 0], [0, 1], [1, 0], [1, 1]]" },
        { "combinations", "[[0, 1], [0, 2], [1, 2]]" },
        { "combinations again", "[[0, 0], [0, 1], [1, 1]]" },
        { "einsum", "[[3, 3], [3, 3]]" },
        { "cdist", "[[0], [5]]" },
        { "searchsorted", "[1, 3]" },
        { "searchsorted right", "[2, 3]" },
        { "tril_indices", "[[0, 1, 1], [0, 0, 1]]" },
        { "triu_indices", "[[0], [1]]" },
        { "logspace", "[1, 10, 100]" },
        { "logspace of 2", "[1, 2, 4, 8]" },
        { "vander", "[[0, 0, 1], [1, 1, 1], [4, 2, 1]]" },
        { "trapezoid", "2" },
        { "take_along_dim", "[[0], [3]]" },
        { "movedim", "[[0, 2], [1, 3]]" },
        { "concatenate", "[0, 1, 0, 1]" },
        { "multiply_", "[2, 4]" },
        { "unflatten", "[[0, 1], [2, 3]]" },
    };

    [Theory]
    [MemberData(nameof(Combined))]
    public void Function_OfTensors_GivesPyTorchsNumbers(string name, string expected)
    {
        using var scope = NewDisposeScope();

        string text = Result(name).npstr(newLine: ",", cultureInfo: System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(expected, text.Replace(",,", ",", StringComparison.Ordinal));
    }

    [Fact]
    public void Meshgrid_IndexingXy_ExchangesRowsAndColumns()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([[2, 3], [2, 3]], meshgrid([arange(2), arange(3)]).Select(grid => grid.shape));
        Assert.Equal([[3, 2], [3, 2]], meshgrid([arange(2), arange(3)], indexing: "xy").Select(grid => grid.shape));
    }

    [Fact]
    public void Broadcast_Tensors_HaveOneShape()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([[2, 3], [2, 3]], broadcast_tensors(ones(2, 1), ones(3)).Select(tensor => tensor.shape));
        Assert.Equal([2L, 3], broadcast_shapes([2, 1], [1, 3]).Shape);
        Assert.Throws<ArgumentException>(() => broadcast_shapes([2, 3], [3, 3]));
    }

    [Fact]
    public void Tensor_FromMoreElementsThanItsShape_TakesTheFirst()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([1f, 2], tensor(new[] { 1f, 2, 3 }, [2]).data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1f, 2, 3 }, [4]));
    }

    private static Tensor Result(string name) => name switch
    {
        "dstack" => dstack(arange(2), arange(2)),
        "column_stack" => column_stack(arange(2), arange(2)),
        "row_stack" => row_stack(arange(2), arange(2)),
        "hstack of numbers" => hstack(tensor(1), tensor(2)),
        "vstack of numbers" => vstack([tensor(1), tensor(2)]),
        "block_diag" => block_diag(ones(1, 2), tensor(7f)),
        "cartesian_prod" => cartesian_prod(arange(2), arange(2)),
        "combinations" => combinations(arange(3)),
        "combinations again" => combinations(arange(2), with_replacement: true),
        "einsum" => einsum("ij,jk->ik", ones(2, 3), ones(3, 2)),
        "cdist" => cdist(tensor(new[,] { { 0f, 0 }, { 3, 4 } }), zeros(1, 2)),
        "searchsorted" => searchsorted(tensor(new[] { 1L, 3, 5 }), tensor(new[] { 3L, 6 })),
        "searchsorted right" => searchsorted(tensor(new[] { 1L, 3, 5 }), tensor(new[] { 3L, 6 }), right: true),
        "tril_indices" => tril_indices(2, 2),
        "triu_indices" => triu_indices(2, 2, 1),
        "logspace" => logspace(0, 2, 3),
        "logspace of 2" => logspace(0, 3, 4, 2),
        "vander" => vander(arange(3)),
        "trapezoid" => trapezoid(arange(3)),
        "take_along_dim" => take_along_dim(arange(4).reshape(2, 2), tensor(new[,] { { 0L }, { 1 } }), 1),
        "movedim" => movedim(arange(4).reshape(2, 2), 0, 1),
        "concatenate" => concatenate([arange(2), arange(2)]),
        "multiply_" => multiply_(tensor(new[] { 1, 2 }), 2),
        "unflatten" => unflatten(arange(4), 0, new Size(new long[] { 2, 2 })),
        _ => throw new ArgumentException(name),
    };
}
