using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.LatencyModels;
using EdgeNas.Learning.LatencyModels.Encoding;

namespace EdgeNas.Learning.Tests.LatencyModels;

/// <summary>Cells with a made-up latency: only edges whose result is read cost anything, an addition costs too, and few of the measurements are wrong.</summary>
internal static class CellExamples
{
    private static readonly double[] Costs = [0, 0.05, 0.4, 1, 0.3];

    public static double Latency(Architecture architecture)
    {
        int[] operators = [.. architecture.Choices()];
        bool[] marked = new bool[CellGraph.Edges];
        CellGraph.Reaching(operators, marked);
        double sum = 2;
        int[] degree = new int[CellGraph.Nodes];
        for (int edge = 0; edge < CellGraph.Edges; edge++)
        {
            if (!marked[edge]) continue;
            sum += Costs[operators[edge]];
            if (degree[CellGraph.Ends(edge).To]++ > 0) sum += 0.1;
        }

        return sum;
    }

    /// <param name="outlierEvery">Every so many samples take half as long again; 0: none.</param>
    public static TrainingSet Samples(int count, long seed, double noise = 0.01, int outlierEvery = 0)
    {
        var random = new SeedStream(seed, "cells");
        Architecture[] cells = [.. Enumerable.Range(0, 15_625).Select(Cell)];
        random.Shuffle(cells.AsSpan());
        double[] milliseconds = [.. cells.Take(count).Select((cell, i) => Latency(cell) * (1 + (noise * random.NextGaussian())) * (outlierEvery > 0 && i % outlierEvery == 0 ? 1.5 : 1))];
        return new TrainingSet(EncodedSet.Of(new CellEncoder(), [.. cells.Take(count)]), [.. milliseconds]);
    }

    private static Architecture Cell(int index)
    {
        int[] digits = new int[CellGraph.Edges];
        for (int i = 0; i < digits.Length; i++, index /= CellGraph.Operators) digits[i] = index % CellGraph.Operators;
        return Architecture.FromChoices(digits);
    }
}
