using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests;

/// <summary>Exceptions by type, and what is taken that might be refused.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void FromArray_ElementsWithoutType_IsNotSupported()
    {
        Assert.Throws<NotSupportedException>(() => from_array(new uint[1]));
        Assert.Throws<NotSupportedException>(() => from_array(new[] { "1" }));
        Assert.Throws<NotSupportedException>(() => from_array(new[] { new float[1] }));
    }

    [Fact]
    public void FromArray_OtherNumberOfElements_IsArgumentError()
    {
        Assert.Throws<ArgumentException>(() => new float[3].ToTensor([2L, 2]));
        Assert.Throws<ArgumentException>(() => tensor(new float[3], [2L, 2]));
        Assert.Throws<ExternalException>(() => tensor(new float[4], [2L, -2]));
    }

    [Fact]
    public void ToTensor_NumberWithoutTensorType_IsNotImplemented()
    {
        Assert.Throws<NotImplementedException>(() => true.ToTensor());
        Assert.Throws<NotImplementedException>(() => 1m.ToTensor());
        Assert.Throws<ArgumentException>(() => 1.ToTensor(requires_grad: true));
        Assert.Throws<ExternalException>(() => new float[1].ToTensor([-1L]));
    }

    [Fact]
    public void Rand_Integers_IsArgumentError()
    {
        Assert.Throws<ArgumentException>(() => rand(2, dtype: int64));
        Assert.Throws<ArgumentException>(() => randn(2, dtype: int32));
        Assert.Throws<ArgumentException>(() => rand(2, dtype: @bool));
    }

    [Fact]
    public void Dot_OtherThanVectorsOfOneLength_IsInvalidOperation()
    {
        Assert.Throws<InvalidOperationException>(() => ones(2).dot(ones(3)));
        Assert.Throws<InvalidOperationException>(() => dot(ones(2, 2), ones(2, 2)));
        Assert.Throws<InvalidOperationException>(() => ones(2).vdot(ones(3)));
    }

    [Fact]
    public void Scalar_OfManyElements_IsLibtorchsError()
    {
        Assert.Throws<ExternalException>(() => ones(2).ToScalar());
        Assert.Throws<ExternalException>(() => (float)ones(2));
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
        Assert.Throws<InvalidOperationException>(() => ones(2).is_nonzero());
    }

    [Fact]
    public void Scalar_AsTensor_IsInvalidOperation() => Assert.Throws<InvalidOperationException>(() => (Tensor)(Scalar)1);

    [Fact]
    public void Where_ConditionOfNumbers_IsArgumentError()
    {
        Assert.Throws<ArgumentException>(() => where(arange(2), ones(2), ones(2)));
        Assert.Throws<ArgumentException>(() => ones(2).where(tensor(new byte[] { 1, 0 }), zeros(2)));
    }

    [Fact]
    public void OneHot_OtherThanInt64_IsArgumentError() => Assert.Throws<ArgumentException>(() => F.one_hot(tensor(new[] { 0, 1 })));

    [Fact]
    public void Init_TooFewDimensions_IsLibtorchsError()
    {
        Assert.Throws<ExternalException>(() => nn.init.xavier_uniform_(empty(3)));
        Assert.Throws<ExternalException>(() => nn.init.kaiming_uniform_(empty(3)));
        Assert.Throws<ExternalException>(() => nn.init.eye_(empty(2, 2, 2)));
    }

    [Fact]
    public void Conv2d_SamePaddingWithStride_IsArgumentError()
    {
        Assert.Throws<ArgumentException>(() => nn.Conv2d(2, 4, 3, Padding.Same, stride: 2));
    }

    [Fact]
    public void Conv2d_GroupsThatDoNotDivide_ShowInUseOnly()
    {
        using var layer = nn.Conv2d(3, 4, 3, groups: 2);

        Assert.Equal([4L, 1, 3, 3], layer.weight.shape);
        Assert.Throws<ExternalException>(() => layer.call(ones(1, 3, 5, 5)));
    }

    [Fact]
    public void Load_FileMissing_SaysSo()
    {
        using var layer = nn.Linear(1, 1);

        Assert.Throws<FileNotFoundException>(() => layer.load(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "layer.dat")));
    }

    [Fact]
    public void Optimizer_SettingsOutOfRange_AreArgumentErrors()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [new Parameter(ones(1))];

        Assert.Throws<ArgumentException>(() => optim.Adam(parameters, eps: -1));
        Assert.Throws<ArgumentException>(() => optim.Adam(parameters, weight_decay: -1));
        Assert.Throws<ArgumentException>(() => optim.AdamW(parameters, eps: -1));
        Assert.Throws<ArgumentException>(() => optim.AdamW(parameters, weight_decay: -1));
    }

    [Fact]
    public void LoadStateDict_OfOtherParameters_IsArgumentError()
    {
        using var scope = NewDisposeScope();
        using var one = optim.SGD([new Parameter(ones(1))], 0.1);
        using var two = optim.SGD([new Parameter(ones(1)), new Parameter(ones(1))], 0.1);
        using var stream = new MemoryStream();
        one.save_state_dict(new BinaryWriter(stream));
        stream.Position = 0;

        Assert.Throws<ArgumentException>(() => two.load_state_dict(one.state_dict()));
        Assert.Throws<ArgumentException>(() => two.load_state_dict(new BinaryReader(stream)));
    }
}
