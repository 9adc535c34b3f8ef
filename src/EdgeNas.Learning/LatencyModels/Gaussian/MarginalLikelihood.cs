using System.Numerics.Tensors;
using EdgeNas.Domain;
using EdgeNas.Domain.Statistics;

namespace EdgeNas.Learning.LatencyModels.Gaussian;

/// <summary>
/// Minus the logarithm of a Gaussian process's marginal likelihood (Rasmussen and Williams, Gaussian Processes for Machine Learning, equations 2.30 and 5.9), times a log-normal prior of the kernel's
/// numbers with deviation 1 around where they start, which keeps a hundred samples from choosing thirty numbers at will.
/// </summary>
internal sealed class MarginalLikelihood(Kernel kernel, (double[][] Distances, double[][] Linear) pairs, double[] targets, double[] noise)
{
    internal const double Jitter = 1e-8;

    private readonly double[] _prior = kernel.Start();

    public (double Value, double[] Gradient) At(double[] numbers)
    {
        int size = targets.Length;
        double[][] shares = kernel.Shares(numbers, pairs);
        double[] covariance = (double[])shares[0].Clone();
        for (int i = 1; i < shares.Length; i++) TensorPrimitives.Add(covariance, shares[i], covariance);
        double sigma = Math.Exp(numbers[^1]);
        for (int i = 0; i < size; i++) covariance[LowerTriangle.Start(i) + i] += (sigma * noise[i]) + Jitter;
        CholeskyFactor factor;
        try
        {
            factor = new CholeskyFactor(covariance, size);
        }
        catch (EdgeNasException)
        {
            return (double.PositiveInfinity, new double[numbers.Length]);
        }

        double[] alpha = factor.Solve(targets);
        double value = 0.5 * (InnerProduct.Of(targets, alpha) + factor.LogDeterminant);

        // ½·(A⁻¹ − ααᵀ), with what is off the diagonal doubled, since the pairs hold one triangle.
        double[] weight = factor.Inverse();
        for (int i = 0, at = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++, at++) weight[at] = (weight[at] - (alpha[i] * alpha[j])) * (i == j ? 0.5 : 1);
        }

        double[] gradient = Gradient(numbers, shares, weight);
        for (int i = 0; i < size; i++) gradient[^1] += weight[LowerTriangle.Start(i) + i] * sigma * noise[i];
        for (int i = 0; i < numbers.Length; i++)
        {
            double away = numbers[i] - _prior[i];
            value += 0.5 * away * away;
            gradient[i] += away;
        }

        return (value, gradient);
    }

    private double[] Gradient(double[] numbers, double[][] shares, double[] weight)
    {
        double[] gradient = new double[numbers.Length], weighted = new double[weight.Length];
        int number = 0, distance = 0, share = 0;
        foreach (var term in kernel.Design.Terms)
        {
            TensorPrimitives.Multiply(weight, shares[share++], weighted);
            foreach (double one in weighted) gradient[number] += one;
            number++;
            for (int parts = kernel.Parts(term); parts > 0; parts--)
            {
                gradient[number] = -Math.Exp(numbers[number]) * InnerProduct.Of(weighted, pairs.Distances[distance++]);
                number++;
            }
        }

        for (; share < shares.Length; share++) gradient[number++] = InnerProduct.Of(weight, shares[share]);
        return gradient;
    }
}
