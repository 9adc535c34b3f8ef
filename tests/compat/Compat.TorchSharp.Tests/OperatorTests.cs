using System.Text.Json;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Every operator and layer, forward and gradients, against PyTorch.</summary>
public sealed class OperatorTests
{
    /// <summary>What the real package computes otherwise than PyTorch, and the tests of it skip: its hardtanh leaves its input as it is.</summary>
    private static readonly string[] Differing = ["hardtanh"];

    public static TheoryData<string> Names => [.. Recorded.Cases.EnumerateObject().Select(entry => entry.Name).Except(Differing)];

    public static TheoryData<string> DifferingNames => [.. Differing];

    [Theory]
    [Trait("Engine", "Compat")]
    [MemberData(nameof(DifferingNames))]
    public void Operator_RealPackageErs_GivesPyTorchsAllTheSame(string name) => Operator_RecordedInputs_GivesPyTorchsResultAndGradients(name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Operator_RecordedInputs_GivesPyTorchsResultAndGradients(string name)
    {
        set_num_threads(1);
        using var scope = NewDisposeScope();
        var record = Recorded.Cases.GetProperty(name);
        var function = OperatorCases.All[name];
        Tensor[] inputs = [.. record.GetProperty("in").EnumerateArray().Select(Recorded.Tensor)];
        bool differentiate = record.TryGetProperty("grad", out var gradients);
        foreach (var input in inputs.Where(input => differentiate && input.is_floating_point())) input.requires_grad = true;

        Tensor[] outputs = function(inputs);

        var expected = record.GetProperty("out").EnumerateArray().ToArray();
        Assert.Equal(expected.Length, outputs.Length);
        for (int i = 0; i < expected.Length; i++) Recorded.AssertSame(expected[i], outputs[i], $"{name}, output {i}");
        if (!differentiate) return;
        (outputs[0] * Weights(outputs[0])).sum().backward();
        int position = 0;
        foreach (var gradient in gradients.EnumerateArray())
        {
            var actual = inputs[position].grad;
            if (gradient.ValueKind == JsonValueKind.Null) Assert.Null(actual);
            else Recorded.AssertSame(gradient, actual!, $"{name}, gradient {position}", 2e-5, 1e-5);
            position++;
        }
    }

    [Fact]
    public void Cases_Recorded_AreExactlyThoseTested() =>
        Assert.Equal(Recorded.Cases.EnumerateObject().Select(entry => entry.Name).Order(), OperatorCases.All.Keys.Order());

    /// <summary>record.py's weights_for.</summary>
    private static Tensor Weights(Tensor output) => ((arange(output.numel(), float32) % 17 * 0.1) + 0.1).reshape(output.shape);
}
