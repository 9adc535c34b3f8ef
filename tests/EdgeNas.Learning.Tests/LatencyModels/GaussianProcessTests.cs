using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Statistics;
using EdgeNas.Learning.Estimation;
using EdgeNas.Learning.LatencyModels;
using EdgeNas.Learning.LatencyModels.Encoding;
using EdgeNas.Learning.LatencyModels.Gaussian;

namespace EdgeNas.Learning.Tests.LatencyModels;

public sealed class GaussianProcessTests
{
    private static readonly KernelDesign Design = new CellEncoder().Kernels.Single(design => design.Name == "graph");

    [Fact]
    public void Inverse_OfACovariance_TimesItIsTheIdentity()
    {
        const int size = 37;
        var set = CellExamples.Samples(size, 1).Set;
        var kernel = new Kernel(Design, set);
        double[] covariance = kernel.Covariance(kernel.Start(), kernel.Pairs(set, set, 0, size, size, lower: true));
        for (int i = 0; i < size; i++) covariance[LowerTriangle.Start(i) + i] += 0.1;
        double[] inverse = new CholeskyFactor(covariance, size).Inverse();
        double At(double[] packed, int i, int j) => packed[LowerTriangle.Start(Math.Max(i, j)) + Math.Min(i, j)];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++) Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, size).Sum(k => At(covariance, i, k) * At(inverse, k, j)), 1e-8);
        }
    }

    [Theory]
    [InlineData("raw")]
    [InlineData("graph")]
    [InlineData("ways")]
    public void Gradient_OfTheLikelihood_IsThatOfSmallSteps(string design)
    {
        var data = CellExamples.Samples(30, 2);
        var kernel = new Kernel(data.Set.Encoder.Kernels.Single(known => known.Name == design), data.Set);
        double[] noise = [.. Enumerable.Range(0, 30).Select(i => i % 7 == 0 ? 3.0 : 1)];
        double[] targets = [.. data.Milliseconds.Select(ms => ms - 4)];
        var likelihood = new MarginalLikelihood(kernel, kernel.Pairs(data.Set, data.Set, 0, 30, 30, lower: true), targets, noise);
        double[] at = [.. kernel.Start().Select((number, i) => number + (0.1 * Math.Sin(i)))];
        double[] gradient = likelihood.At(at).Gradient;
        for (int i = 0; i < at.Length; i++)
        {
            double before = at[i];
            at[i] = before + 1e-5;
            double high = likelihood.At(at).Value;
            at[i] = before - 1e-5;
            double low = likelihood.At(at).Value;
            at[i] = before;
            Assert.Equal((high - low) / 2e-5, gradient[i], 1e-3 * Math.Max(1, Math.Abs(gradient[i])));
        }
    }

    [Fact]
    public void LeaveOneOut_InClosedForm_IsThatOfAProcessWithoutTheSample()
    {
        var data = CellExamples.Samples(40, 3);
        var process = GaussianProcess.Fit(data, KernelDesign.Plain, LatencyScale.Plain, 0);
        var (milliseconds, _) = process.LeaveOneOut(data);
        int[] kept = [.. Enumerable.Range(1, 39)];
        var without = new GaussianProcess(data.Rows(kept), process.State with { Noise = process.State.Noise[1..] });
        double[] predicted = new double[1];
        without.Predict(data.Set.Rows([0]), predicted, []);
        // Not equal: without the sample the mean and the scale that targets are standardised with move a little.
        Assert.Equal(predicted[0], milliseconds[0], 0.03 * predicted[0]);
    }

    [Fact]
    public void Fit_OneSampleInTwelveWrong_IsHardlyLedAstrayWithRobustNoise()
    {
        TrainingSet wrong = CellExamples.Samples(96, 4, outlierEvery: 12), judges = CellExamples.Samples(300, 5, noise: 0);
        double Error(int reweightings)
        {
            double[] predicted = new double[300];
            GaussianProcess.Fit(wrong, Design, LatencyScale.Plain, reweightings).Predict(judges.Set, predicted, []);
            return EstimatorMetrics.Score("gp", judges.Milliseconds.AsSpan(), predicted).Mape;
        }

        double normal = Error(0), robust = Error(2);
        Assert.True(robust < 0.7 * normal, $"with normal noise {normal:0.000}, robust {robust:0.000}");
    }
}
