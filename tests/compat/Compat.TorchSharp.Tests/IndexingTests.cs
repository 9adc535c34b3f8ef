using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class IndexingTests
{
    [Fact]
    public void Indexer_ManyPlaces_GetsAndSetsOneElement()
    {
        using var scope = NewDisposeScope();
        var t = arange(64).reshape(2, 2, 2, 2, 2, 2);
        var deep = zeros([2, 2, 2, 2, 2, 2, 2]);

        Assert.Equal(63, t[1, 1, 1, 1, 1, 1].item<long>());
        Assert.Equal([62L, 63], t[1, 1, 1, 1, 1].data<long>().ToArray());
        t[0, 1, 0, 1, 0, 1] = -5;
        t[1, 0, 0, 0, 0] = 7;
        deep[1, 1, 1, 1, 1, 1, 1] = 3;

        Assert.Equal(-5, t[0, 1, 0, 1, 0, 1].item<long>());
        Assert.Equal([7L, 7], t[1, 0, 0, 0, 0].data<long>().ToArray());
        Assert.Equal(3, deep.sum().item<float>());
    }

    [Fact]
    public void Indexer_PairsOfPlaces_AreSlices()
    {
        using var scope = NewDisposeScope();
        var t = arange(12).reshape(3, 4);

        Assert.Equal([5L, 9], t[(1, null), 1].data<long>().ToArray());
        Assert.Equal([6L, 7, 10, 11], t[(1, 3), (-2, null)].data<long>().ToArray());
        Assert.Equal([6L, 7, 10, 11], t[1.., ^2..].data<long>().ToArray());
    }

    [Fact]
    public void IndexPut_Accumulating_AddsAsOftenAsNamed()
    {
        using var scope = NewDisposeScope();
        var line = ones(5);
        var matrix = ones(3, 2);

        Assert.Same(line, line.index_put_(tensor(new[] { 1f, 2, 3 }), [TensorIndex.Tensor(tensor(new[] { 1L, 1, 4 }))], accumulate: true));
        matrix.index_put_(tensor(new[] { 3f, 4 }), [tensor(new[] { 2L, 0 }), tensor(new[] { 0L, 1 })], true);

        Assert.Equal([1f, 4, 1, 1, 4], line.data<float>().ToArray());
        Assert.Equal([1f, 5, 1, 1, 4, 1], matrix.data<float>().ToArray());
        line.index_put_(tensor(9f), [TensorIndex.Tensor(tensor(new[] { 0L, 1 }))]);
        Assert.Equal([9f, 9, 1, 1, 4], line.data<float>().ToArray());
    }

    [Fact]
    public void Index_AsATensor_IsRefused()
    {
        TensorIndex index = 3;

        Assert.Throws<InvalidOperationException>(() =>
        {
            Tensor made = index;
            return made;
        });
    }

    [Fact]
    public void Split_ByDirection_CutsThatDimension()
    {
        using var scope = NewDisposeScope();
        var t = arange(64).reshape(4, 4, 4);

        Assert.Equal([[2, 4, 4], [2, 4, 4]], t.vsplit(2).Select(part => part.shape));
        Assert.Equal([[4, 1, 4], [4, 3, 4]], t.hsplit(new long[] { 1 }).Select(part => part.shape));
        Assert.Equal([[4, 4, 2], [4, 4, 1], [4, 4, 1]], t.dsplit(tensor(new[] { 2L, 3 })).Select(part => part.shape));
        Assert.Equal([1L, 2, 3], arange(6).split(1, 2, 3).Select(part => part.numel()));
        Assert.Throws<ArgumentException>(() => t.vsplit(3));
        Assert.Throws<ArgumentException>(() => t.hsplit(3));
        Assert.Throws<ArgumentException>(() => torch.dsplit(t, 3));
        Assert.Throws<ExternalException>(() => arange(4).vsplit(2));
    }

    [Fact]
    public void Where_OfACondition_NamesItsPlaces()
    {
        using var scope = NewDisposeScope();
        var condition = tensor(new[,] { { true, false, true }, { false, true, false } });

        Assert.Equal([[0, 0, 1], [0, 2, 1]], where(condition).Select(places => places.data<long>().ToArray()));
        Assert.Equal([[0, 0, 1], [0, 2, 1]], condition.nonzero_as_list().Select(places => places.data<long>().ToArray()));
        Assert.Equal([3, 1], condition.nonzero_as_list()[0].shape);
    }

    [Fact]
    public void Accessors_OfTheSameElements_AreEqual()
    {
        using var scope = NewDisposeScope();
        var turned = arange(6).reshape(2, 3).t();

        Assert.True(turned.data<long>() == turned.contiguous().data<long>());
        Assert.False(turned.data<long>() != turned.contiguous().data<long>());
        Assert.True(turned.data<long>() != arange(6).data<long>());
        Assert.Equal(4, turned.data<long>()[1, 1]);
    }

    [Fact]
    public void Names_WithDots_KeepTheRest()
    {
        using var scope = NewDisposeScope();
        var named = ones([2, 2, 2], names: ["A", "B", "C"]);

        Assert.Equal<string?[]>(["X", "B", "C"], named.rename(["X", "..."]).names);
        Assert.Equal<string?[]>(["A", "B", "Z"], named.rename(["...", "Z"]).names);
        Assert.Equal<string?[]>(["N", null, "W"], ones(2, 2, 2).refine_names("N", "...", "W").names);
        Assert.Throws<ArgumentException>(() => named.rename_(["X"]));
    }

    [Fact]
    public void Positive_OfTruthValues_IsAnArgumentError() => Assert.Throws<ArgumentException>(() => ones(2, @bool).positive());
}
