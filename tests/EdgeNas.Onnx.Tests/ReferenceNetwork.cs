using EdgeNas.Domain.Spaces;

namespace EdgeNas.Onnx.Tests;

/// <summary>Evaluates a network in float64 by the definitions of its operators, one image at a time, sharing no code with the writer.</summary>
internal static class ReferenceNetwork
{
    /// <returns>Logits <c>[images, classes]</c>.</returns>
    public static double[] Evaluate(Network network, IWeightSource weights, float[] images)
    {
        int pixels = network.Input.Channels * network.Input.Size * network.Input.Size;
        return [.. Enumerable.Range(0, images.Length / pixels).SelectMany(i => Image(network, weights, [.. images.Skip(i * pixels).Take(pixels).Select(v => (double)v)]))];
    }

    private static double[] Image(Network network, IWeightSource weights, double[] value)
    {
        foreach (var block in network.Blocks)
        {
            double[] entered = value;
            foreach (var convolution in block.Convolutions) value = Convolve(convolution, weights, value);
            if (block.Residual) value = [.. entered.Zip(value, (left, right) => left + right)];
        }

        int features = network.Linears[0].In, area = value.Length / features;
        value = [.. Enumerable.Range(0, features).Select(c => value.Skip(c * area).Take(area).Average())];
        foreach (var linear in network.Linears)
        {
            float[] matrix = weights.Get($"{linear.Name}.weight", [linear.Out, linear.In]).ToArray(), bias = weights.Get($"{linear.Name}.bias", [linear.Out]).ToArray();
            double[] input = value;
            value = [.. Enumerable.Range(0, linear.Out).Select(o => bias[o] + input.Select((v, i) => v * matrix[(o * linear.In) + i]).Sum())];
            if (linear.Activation) value = [.. value.Select(v => Math.Clamp(v, 0, 6))];
        }

        return value;
    }

    private static double[] Convolve(ConvBatchNorm layer, IWeightSource weights, double[] input)
    {
        int perGroup = layer.In / layer.Groups, kernel = layer.Kernel, size = layer.InSize, padding = kernel / 2, outSize = layer.OutSize;
        float[] weight = weights.Get($"{layer.Name}.conv.weight", [layer.Out, perGroup, kernel, kernel]).ToArray();
        float[] Vector(string vector) => weights.Get($"{layer.Name}.bn.{vector}", [layer.Out]).ToArray();
        float[] scale = Vector("weight"), shift = Vector("bias"), mean = Vector("running_mean"), variance = Vector("running_var");
        double[] output = new double[layer.Out * outSize * outSize];
        Parallel.For(0, layer.Out, o =>
        {
            int firstChannel = o / (layer.Out / layer.Groups) * perGroup;
            double factor = scale[o] / Math.Sqrt(variance[o] + 1e-5);
            for (int y = 0; y < outSize; y++)
            {
                for (int x = 0; x < outSize; x++)
                {
                    double sum = 0;
                    for (int c = 0; c < perGroup; c++)
                    {
                        for (int ky = 0; ky < kernel; ky++)
                        {
                            int row = (y * layer.Stride) + ky - padding;
                            if (row < 0 || row >= size) continue;
                            for (int kx = 0; kx < kernel; kx++)
                            {
                                int column = (x * layer.Stride) + kx - padding;
                                if (column < 0 || column >= size) continue;
                                sum += input[((((firstChannel + c) * size) + row) * size) + column] * weight[(((((o * perGroup) + c) * kernel) + ky) * kernel) + kx];
                            }
                        }
                    }

                    double normalised = ((sum - mean[o]) * factor) + shift[o];
                    output[(((o * outSize) + y) * outSize) + x] = layer.Activation ? Math.Clamp(normalised, 0, 6) : normalised;
                }
            }
        });
        return output;
    }
}
