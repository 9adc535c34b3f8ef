using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class TensorTests
{
    [Fact]
    public void Use_AfterDispose_IsInvalidOperation()
    {
        var gone = ones(2);
        gone.Dispose();

        Assert.True(gone.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => gone + 1);
        Assert.Throws<InvalidOperationException>(() => gone.shape);
    }

    [Fact]
    public void Equal_OneElementDiffers_AnswersForEach()
    {
        using var scope = NewDisposeScope();
        var left = tensor(new[] { 1f, 2f });

        Assert.Equal([true, false], left.equal(tensor(new[] { 1f, 3f })).data<bool>().ToArray());
        Assert.Equal([true, true], torch.equal(left, left).data<bool>().ToArray());
    }

    [Fact]
    public void Cuda_Absent_SaysSo()
    {
        if (cuda.is_available()) return;

        Assert.Equal(0, cuda.device_count());
        Assert.Throws<InvalidOperationException>(() => ones(1).to("cuda"));
        Assert.Throws<InvalidOperationException>(() => ones(1).cuda());
        Assert.Throws<InvalidOperationException>(() => nn.Linear(1, 1).to(CUDA));
        Assert.Throws<InvalidOperationException>(() => ones(1, device: CUDA));
    }

    [Fact]
    public void Device_Description_IsTakenApart()
    {
        Assert.Equal((DeviceType.CUDA, 1), (new Device("cuda:1").type, new Device("cuda:1").index));
        Assert.Equal((DeviceType.CPU, -1), (new Device("cpu").type, new Device("cpu").index));
        Assert.Equal("cuda:1", new Device("cuda:1").ToString());
        Assert.Equal("cpu", CPU.ToString());
        Assert.Throws<ArgumentException>(() => new Device("abacus"));
        Assert.Throws<FormatException>(() => new Device("cuda:x"));
    }

    [Fact]
    public void Cat_OfNothing_IsArgumentError() => Assert.Throws<ArgumentException>(() => cat(Array.Empty<Tensor>()));

    [Fact]
    public void Error_InLibtorch_IsExternalExceptionWithItsMessage()
    {
        var error = Assert.Throws<ExternalException>(() => ones(2, 3).mm(ones(2, 3)));

        Assert.Contains("shapes cannot be multiplied", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Engine", "Compat")]
    public void Error_InLibtorch_IsItsFirstLineThenOperatorAndShapes()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => nn.functional.linear(ones(2, 3), ones(2, 4)));

        Assert.DoesNotContain('\n', error.Message);
        Assert.EndsWith("[linear(Float32 [2, 3], Float32 [2, 4])]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Engine", "Compat")]
    public void Errors_TenThousand_AreCheap()
    {
        using var left = ones(2, 3);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        for (int i = 0; i < 10_000; i++) Assert.Throws<ExternalException>(() => left.mm(left));

        // With backtraces each takes milliseconds.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
    }

    [Fact]
    public void Data_OtherElementType_IsArgumentError()
    {
        Assert.Throws<ArgumentException>(() => ones(2).data<int>());
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
    }

    [Fact]
    public void Conv2d_WrongChannels_IsArgumentError()
    {
        using var layer = nn.Conv2d(3, 4, 3);
        Assert.Throws<ArgumentException>(() => layer.call(ones(1, 2, 5, 5)));
    }

    [Fact]
    public void Data_StridedView_ReadsInLogicalOrder()
    {
        using var scope = NewDisposeScope();
        var transposed = arange(6).reshape(2, 3).t();

        Assert.Equal([0L, 3, 1, 4, 2, 5], transposed.data<long>().ToArray());
        Assert.Equal(4L, transposed.data<long>()[1, 1]);
        Assert.Equal(new long[,] { { 0, 3 }, { 1, 4 }, { 2, 5 } }, transposed.data<long>().ToNDArray());
    }

    [Fact]
    public void Data_CopyFrom_WritesIntoTheTensor()
    {
        using var target = zeros(2, 2);

        target.data<float>().CopyFrom([1, 2, 3, 4]);

        Assert.Equal([1f, 2, 3, 4], target.data<float>().ToArray());
    }

    [Fact]
    public void FromArray_TwoDimensions_KeepsShapeAndSharesElements()
    {
        int[,] numbers = { { 1, 2, 3 }, { 4, 5, 6 } };
        int[] row = [1, 2];
        bool[] flags = [true, false];
        using Tensor made = from_array(numbers), copied = from_array(numbers, float32), shared = as_tensor(row), own = tensor(row), truths = from_array(flags);
        (numbers[0, 0], row[0], flags[1]) = (9, 9, true);

        Assert.Equal([2L, 3], made.shape);
        Assert.Equal([9, 2, 3, 4, 5, 6], made.data<int>().ToArray());
        Assert.Equal(1f, copied.data<float>()[0, 0]);
        Assert.Equal(9, shared.data<int>()[0]);
        Assert.Equal(1, own.data<int>()[0]);
        Assert.True(truths.data<bool>()[1]);
        Assert.Equal(float32, tensor(numbers, dtype: float32).dtype);
    }

    [Fact]
    public void Permute_ToChannelsLast_KeepsShapeAndChangesStrides()
    {
        using var scope = NewDisposeScope();
        var last = randn(2, 3, 4, 5).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

        Assert.Equal([2L, 3, 4, 5], last.shape);
        Assert.Equal([60L, 1, 15, 3], last.stride());
        using var layer = nn.Conv2d(3, 6, 3);
        Assert.Equal(1, layer.call(last).stride(1));
    }

    [Fact]
    public void InPlace_Operators_ChangeTheTensorItself()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1f, -2f, 3f });

        Assert.Same(x, x.add_(1));
        x.mul_(2).sub_(1).div_(2).clamp_(0, 3);
        Assert.Equal([1.5f, 0f, 3f], x.data<float>().ToArray());
        x.copy_(zeros(3)).fill_(4).lerp_(zeros(3), tensor(0.25f));
        Assert.Equal([3f, 3f, 3f], x.data<float>().ToArray());
        x[1] = tensor(7f);
        x[TensorIndex.Slice(2)] = zeros(1);
        Assert.Equal([3f, 7f, 0f], x.data<float>().ToArray());
        Assert.Equal(0f, x.zero_().sum().item<float>());
    }

    [Fact]
    public void Conversion_Scalars_KeepValueAndType()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(3L, tensor(3L).item<long>());
        Assert.Equal(3, tensor(3L).ToInt32());
        Assert.Equal(2.5, tensor(2.5f).ToDouble());
        Assert.True(tensor(true).ToBoolean());
        Assert.Equal(int64, arange(3).dtype);
        Assert.Equal(float32, arange(0, 1, 0.25).dtype);
        Assert.Equal(1f, (float)ones(1));
        Assert.Equal(float64, ones(1).to(float64).dtype);
        var original = ones(1);
        var same = original.to(float32);
        original.Dispose();
        Assert.Equal(1f, same.item<float>());
    }

    [Fact]
    public void NoGrad_WithinScope_RecordsNothingAndEnds()
    {
        using var scope = NewDisposeScope();
        var x = ones(1).requires_grad_();

        using (no_grad()) Assert.False((x * 2).requires_grad);
        using (inference_mode()) Assert.False((x * 2).requires_grad);
        using (no_grad())
        using (enable_grad()) Assert.True((x * 2).requires_grad);
        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void AutogradGrad_UnusedInput_IsInvalidWhereAllowed()
    {
        using var scope = NewDisposeScope();
        var (x, idle) = (tensor(3f).requires_grad_(), tensor(1f).requires_grad_());

        var found = autograd.grad([x * x], [x, idle], allow_unused: true);

        Assert.Equal(6f, found[0].item<float>());
        Assert.True(found[1].IsInvalid);
        Assert.Null(x.grad);
    }

    [Fact]
    public void Grad_SetToNull_IsNull()
    {
        using var scope = NewDisposeScope();
        var x = tensor(3f).requires_grad_();
        (x * 2).backward();

        x.grad = null;

        Assert.Null(x.grad);
    }

    [Fact]
    public void SaveLoad_Stream_KeepsTypeShapeAndValues()
    {
        using var scope = NewDisposeScope();
        var saved = randn(3, 4, dtype: float64);
        using var stream = new MemoryStream();

        saved.Save(new BinaryWriter(stream));
        stream.Position = 0;
        var loaded = TensorExtensionMethods.Load(new BinaryReader(stream))!;

        TensorAssert.Same(saved, loaded);
        Assert.Throws<InvalidOperationException>(() => saved.t().Save(new MemoryStream()));
    }

    [Fact]
    public void SetNumThreads_Two_IsReadBack()
    {
        int before = get_num_threads();
        set_num_threads(2);
        Assert.Equal(2, get_num_threads());
        set_num_threads(before);
    }

    [Fact]
    public void SaveLoad_LibtorchFile_KeepsValues()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var saved = randn(2, 3);
            save(saved, file);
            using var loaded = load(file);
            TensorAssert.Same(saved, loaded);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
