using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Statistics;

namespace EdgeNas.Domain.Regularization;

/// <summary>
/// Accuracy as a mean plus one effect per active choice of each layer, fitted by least squares. The effects of a layer sum to zero (effect coding:
/// the layer's last choice is minus the sum of the others), so an effect is the difference from the mean over the layer's active choices.
/// </summary>
internal sealed class EffectModel
{
    /// <summary>As a share of the number of paths: too small to move an effect, and enough to solve where a choice was never drawn.</summary>
    private const double Ridge = 1e-6;

    private readonly ActiveChoices _active;
    private readonly int[] _offsets;
    private readonly CholeskyFactor _factor;
    private readonly double[] _coefficients;

    public EffectModel(ActiveChoices active, IReadOnlyList<(Architecture Architecture, double Accuracy)> scored)
    {
        _active = active;
        _offsets = Offsets(active);
        int parameters = Parameters(active);
        double[][] rows = [.. scored.Select(path => Row(path.Architecture))];
        double mean = scored.Average(path => path.Accuracy);
        double[] normal = new double[LowerTriangle.Start(parameters)];
        double[] right = new double[parameters];
        for (int path = 0; path < rows.Length; path++)
        {
            double[] row = rows[path];
            for (int i = 0; i < parameters; i++)
            {
                if (row[i] == 0) continue;
                right[i] += row[i] * (scored[path].Accuracy - mean);
                for (int j = 0; j <= i; j++) normal[LowerTriangle.At(i, j)] += row[i] * row[j];
            }
        }

        for (int i = 0; i < parameters; i++) normal[LowerTriangle.At(i, i)] += Ridge * rows.Length;
        _factor = new CholeskyFactor(normal, parameters);
        _coefficients = _factor.Solve(right);
        ResidualDegrees = rows.Length - parameters;
        Variance = rows.Select((row, path) => Math.Pow(scored[path].Accuracy - mean - Dot(row, _coefficients), 2)).Sum() / ResidualDegrees;
    }

    public int ResidualDegrees { get; }

    /// <summary>Residual variance: of the accuracy of a path around the model.</summary>
    public double Variance { get; }

    /// <summary>Mean and free effects: one less than the active choices per layer.</summary>
    public static int Parameters(ActiveChoices active) => 1 + active.Layers.Sum(choices => choices.Length - 1);

    /// <summary>The effect of the choice at <paramref name="position"/> among the layer's active ones, and its standard error.</summary>
    public (double Value, double Error) Effect(int layer, int position) => Contrast(Coding(layer, position));

    /// <summary>How much more accurate one choice of a layer is than another, and the standard error of that.</summary>
    public (double Value, double Error) Difference(int layer, int position, int from)
    {
        double[] contrast = Coding(layer, position), other = Coding(layer, from);
        for (int i = 0; i < contrast.Length; i++) contrast[i] -= other[i];
        return Contrast(contrast);
    }

    private (double Value, double Error) Contrast(double[] contrast) =>
        (Dot(contrast, _coefficients), Math.Sqrt(Variance * _factor.InverseQuadratic(contrast)));

    private double[] Row(Architecture architecture)
    {
        double[] row = new double[Parameters(_active)];
        row[0] = 1;
        for (int layer = 0; layer < _offsets.Length; layer++)
        {
            int position = _active.Layers[layer].IndexOf(architecture[layer]);
            if (position < 0)
            {
                throw new EdgeNasException(
                    $"Path {architecture} was scored, but choice {architecture[layer]} of layer {layer + 1} is no longer in the search: score paths of active choices.");
            }

            Code(row, layer, position);
        }

        return row;
    }

    private double[] Coding(int layer, int position)
    {
        double[] row = new double[Parameters(_active)];
        Code(row, layer, position);
        return row;
    }

    private void Code(double[] row, int layer, int position)
    {
        int free = _active.Layers[layer].Length - 1;
        if (position < free) row[_offsets[layer] + position] = 1;
        else row.AsSpan(_offsets[layer], free).Fill(-1);
    }

    private static int[] Offsets(ActiveChoices active)
    {
        int[] offsets = new int[active.Layers.Length];
        int next = 1;
        for (int layer = 0; layer < offsets.Length; next += active.Layers[layer++].Length - 1) offsets[layer] = next;
        return offsets;
    }

    private static double Dot(double[] x, double[] y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }
}
