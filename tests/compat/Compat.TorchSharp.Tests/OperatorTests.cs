using System.Text.Json;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Every operator and layer, forward and gradients, against PyTorch.</summary>
public sealed class OperatorTests
{
    /// <summary>
    /// What the real package (0.107) computes otherwise than PyTorch: hardtanh gives its input back, erfinv is erf, baddbmm takes its arguments in another
    /// order, nanmean without a type and tensordot by a number of dimensions fail. Here they are PyTorch's.
    /// </summary>
    private static readonly string[] Differing = ["hardtanh", "named.erfinv", "named.baddbmm", "named.nanmean", "named.tensordot"];

    public static TheoryData<string> Names => [.. Recorded.Cases.EnumerateObject().Select(entry => entry.Name).Except(Differing)];

    public static TheoryData<string> DifferingNames => [.. Differing];

    public static TheoryData<string> DoubleNames => [.. Recorded.Root.GetProperty("double").EnumerateObject().Select(entry => entry.Name).Except(Differing)];

    [Theory]
    [Trait("Engine", "Compat")]
    [MemberData(nameof(DifferingNames))]
    public void Operator_RealPackageErs_GivesPyTorchsAllTheSame(string name)
    {
        Operator_RecordedInputs_GivesPyTorchsResultAndGradients(name);
        Operator_Double_GivesPyTorchsResultAndGradients(name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Operator_RecordedInputs_GivesPyTorchsResultAndGradients(string name) => Compare(name, Recorded.Cases.GetProperty(name), 1e-5, 1e-6);

    [Theory]
    [MemberData(nameof(Names))]
    public void Operator_FreshInputs_GivesPyTorchsResultAndGradients(string name) => Compare(name, Recorded.Fresh.GetProperty("cases").GetProperty(name), 1e-5, 1e-6);

    [Theory]
    [MemberData(nameof(DoubleNames))]
    public void Operator_Double_GivesPyTorchsResultAndGradients(string name) => Compare(name, Recorded.Fresh.GetProperty("double").GetProperty(name), 1e-10, 1e-12);

    [Fact]
    public void Cases_Recorded_AreExactlyThoseTested() =>
        Assert.Equal(Recorded.Cases.EnumerateObject().Select(entry => entry.Name).Order(), OperatorCases.All.Keys.Order());

    private static void Compare(string name, JsonElement record, double relative, double absolute)
    {
        set_num_threads(1);
        using var scope = NewDisposeScope();
        Tensor[] inputs = [.. record.GetProperty("in").EnumerateArray().Select(Recorded.Tensor)];
        bool differentiate = record.TryGetProperty("grad", out var gradients);
        foreach (var input in inputs.Where(input => differentiate && input.is_floating_point())) input.requires_grad = true;

        Tensor[] outputs = OperatorCases.All[name](inputs);

        var expected = record.GetProperty("out").EnumerateArray().ToArray();
        Assert.Equal(expected.Length, outputs.Length);
        for (int i = 0; i < expected.Length; i++) Recorded.AssertSame(expected[i], outputs[i], $"{name}, output {i}", relative, absolute);
        if (!differentiate) return;
        (outputs[0] * Weights(outputs[0])).sum().backward();
        int position = 0;
        foreach (var gradient in gradients.EnumerateArray())
        {
            var actual = inputs[position].grad;
            if (gradient.ValueKind == JsonValueKind.Null) Assert.Null(actual);
            else Recorded.AssertSame(gradient, actual!, $"{name}, gradient {position}", 2 * relative, 10 * absolute);
            position++;
        }
    }

    /// <summary>record.py's weights_for.</summary>
    private static Tensor Weights(Tensor output) => ((arange(output.numel(), output.dtype) % 17 * 0.1) + 0.1).reshape(output.shape);
}
