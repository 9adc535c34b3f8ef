using EdgeNas.Domain.Sampling;
using EdgeNas.Learning.Estimation;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EdgeNas.Learning.Tests.Estimation;

public sealed class PerceptronTrainingTests
{
    private const int Samples = 50, Digits = 6, Values = 5, Batch = 21;
    private const double Rate = 0.01, WeightDecay = 0.3;

    [Theory]
    [InlineData(1, 7)]
    [InlineData(20, 64, 64)]
    [InlineData(20, 16)]
    [InlineData(20, 5, 33, 9)]
    public void Step_SeveralBatches_GivesTheParametersOfTheTensorOperations(int steps, params int[] hidden)
    {
        int[] sizes = [Digits * Values, .. hidden, 1];
        var random = new SeedStream(1, "perceptron");
        var training = Example(sizes, random, out float[] features, out float[] targets, out float[] weights);
        float[][] initial = [.. Enumerable.Range(0, sizes.Length - 1).Select(i => training[i])];
        Parameter[] parameters = [.. initial.SelectMany((numbers, i) => Parameters(numbers, sizes[i], sizes[i + 1]))];
        using var optimizer = optim.AdamW(parameters, Rate, weight_decay: WeightDecay);
        for (int step = 0; step < steps; step++)
        {
            // Now and then a batch that fills no tile.
            int[] samples = [.. Enumerable.Range(0, Batch - (step % 4)).Select(_ => random.Next(Samples))];
            training.Step(samples, Rate, WeightDecay);
            TensorStep(samples, features, targets, weights, parameters, optimizer);
        }

        for (int layer = 0; layer + 1 < sizes.Length; layer++)
        {
            float[] expected = [.. parameters[2 * layer].detach().data<float>().ToArray(), .. parameters[(2 * layer) + 1].detach().data<float>().ToArray()];
            Assert.Equal(expected.Length, training[layer].Length);
            // Over all: Adam makes whole steps of gradients so small that rounding decides about their sign, one in some thousand.
            Assert.InRange(Distance(expected, training[layer]) / Distance(expected, initial[layer]), 0, 1e-4);
        }
    }

    [Fact]
    public void Step_Repeated_LowersTheLoss()
    {
        int[] sizes = [Digits * Values, 16, 16, 1];
        var training = Example(sizes, new SeedStream(2, "perceptron"), out float[] features, out float[] targets, out float[] weights);
        double before = Loss(training, sizes, features, targets, weights);
        int[] all = [.. Enumerable.Range(0, Batch)];
        for (int step = 0; step < 300; step++) training.Step(all, Rate, 0);
        Assert.True(Loss(training, sizes, features, targets, weights) < before / 20);
    }

    private static double Distance(float[] a, float[] b) => Math.Sqrt(a.Zip(b).Sum(pair => Math.Pow((double)pair.First - pair.Second, 2)));

    /// <summary>Of the first batch.</summary>
    private static double Loss(PerceptronTraining training, int[] sizes, float[] features, float[] targets, float[] weights)
    {
        Parameter[] parameters = [.. Enumerable.Range(0, sizes.Length - 1).SelectMany(i => Parameters(training[i], sizes[i], sizes[i + 1]))];
        return TensorLoss([.. Enumerable.Range(0, Batch)], features, targets, weights, parameters).item<float>();
    }

    private static PerceptronTraining Example(int[] sizes, SeedStream random, out float[] features, out float[] targets, out float[] weights)
    {
        int[] places = [.. Enumerable.Range(0, Samples * Digits).Select(i => (i % Digits * Values) + random.Next(Values))];
        features = new float[Samples * Digits * Values];
        for (int i = 0; i < places.Length; i++) features[(i / Digits * Digits * Values) + places[i]] = 1;
        targets = [.. Enumerable.Range(0, Samples).Select(_ => (float)random.NextGaussian())];
        weights = [.. Enumerable.Range(0, Samples).Select(_ => (float)random.NextDouble() + 0.5f)];
        var training = new PerceptronTraining(sizes, new TrainingPlaces(places, Digits), targets, weights, Batch);
        for (int i = 0; i + 1 < sizes.Length; i++)
        {
            training[i] = [.. Enumerable.Range(0, (sizes[i] + 1) * sizes[i + 1]).Select(_ => (float)(random.NextGaussian() / Math.Sqrt(i == 0 ? Digits : sizes[i])))];
        }

        return training;
    }

    private static Parameter[] Parameters(float[] numbers, int from, int to) =>
        [nn.Parameter(from_array(numbers[..(from * to)]).view(from, to)), nn.Parameter(from_array(numbers[(from * to)..]))];

    private static void TensorStep(int[] samples, float[] features, float[] targets, float[] weights, Parameter[] parameters, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        TensorLoss(samples, features, targets, weights, parameters).backward();
        optimizer.step();
    }

    private static Tensor TensorLoss(int[] samples, float[] features, float[] targets, float[] weights, Parameter[] parameters)
    {
        var hidden = from_array(features).view(Samples, -1)[from_array(samples.Select(i => (long)i).ToArray())];
        for (int i = 0; i < parameters.Length; i += 2)
        {
            if (i > 0) hidden = hidden.relu();
            hidden = hidden.matmul(parameters[i]) + parameters[i + 1];
        }

        var aimed = from_array(samples.Select(i => targets[i]).ToArray());
        var counts = from_array(samples.Select(i => weights[i]).ToArray());
        return (counts * (hidden.squeeze(-1) - aimed).pow(2)).mean();
    }
}
