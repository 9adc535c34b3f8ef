using System.Collections.Immutable;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.LatencyModels.Encoding;

/// <summary>
/// A NAS-Bench-201 cell as a graph. Beside the raw one-hot encoding: how many operators of each kind there are; the same only over edges whose result reaches the output, over edges that the input reaches,
/// and over edges on a way from one to the other (runtimes differ in which they leave out); how many operators of each kind leave and enter each node; the longest ways through the cell.
/// </summary>
public sealed class CellEncoder : IArchitectureEncoder
{
    private const int Real = CellGraph.Operators - 1;
    private const int Ways = 5;
    private const string Counts = "counts";

    /// <summary>What an operator (skip, 1×1, 3×3, pooling) adds to the length of a way: each costs one, only the 3×3 convolution does, roughly what they cost.</summary>
    private static readonly double[][] Lengths = [[0, 1, 1, 1], [0, 0, 1, 0], [0, 1, 3, 1]];

    public string Name => "nb201";

    public ImmutableArray<int> Alphabets { get; } = [.. Enumerable.Repeat(CellGraph.Operators, CellGraph.Edges)];

    public ImmutableArray<FeatureGroup> Groups { get; } = MakeGroups();

    public ImmutableArray<KernelDesign> Kernels { get; } = MakeKernels();

    public void Encode(ReadOnlySpan<int> digits, Span<double> features)
    {
        var counts = ArchitectureEncoder.WriteOneHot(digits, Alphabets, features);
        foreach (int digit in digits)
        {
            if (digit > 0) counts[digit - 1]++;
        }

        var rest = counts[Real..];
        Span<bool> marked = stackalloc bool[CellGraph.Edges];
        CellGraph.Reaching(digits, marked);
        rest = EncodeMarked(digits, marked, rest);
        CellGraph.Fed(digits, marked);
        rest = EncodeMarked(digits, marked, rest);
        CellGraph.Connected(digits, marked);
        EncodeMarked(digits, marked, rest);
    }

    /// <summary>1 for a cell whose output doesn't depend on its input: runtimes compute some of them once and for all, and then nothing that is known of other cells says how long they take.</summary>
    public int Population(ReadOnlySpan<int> digits)
    {
        Span<bool> marked = stackalloc bool[CellGraph.Edges];
        CellGraph.Connected(digits, marked);
        return marked.Contains(true) ? 0 : 1;
    }

    private Span<double> EncodeMarked(ReadOnlySpan<int> digits, scoped ReadOnlySpan<bool> marked, Span<double> features)
    {
        Span<int> live = stackalloc int[CellGraph.Edges];
        for (int edge = 0; edge < live.Length; edge++) live[edge] = marked[edge] ? digits[edge] : 0;
        var counts = ArchitectureEncoder.WriteOneHot(live, Alphabets, features);
        var leaving = counts[Real..];
        var entering = leaving[(Real * (CellGraph.Nodes - 1))..];
        var ways = entering[(Real * (CellGraph.Nodes - 1))..];
        Span<int> degree = stackalloc int[CellGraph.Nodes];
        for (int edge = 0; edge < live.Length; edge++)
        {
            if (live[edge] == 0) continue;
            var (from, to) = CellGraph.Ends(edge);
            int kind = live[edge] - 1;
            counts[kind]++;
            leaving[(from * Real) + kind]++;
            entering[((to - 1) * Real) + kind]++;
            degree[to]++;
        }

        for (int i = 0; i < Lengths.Length; i++) ways[i] = Longest(live, Lengths[i]);
        foreach (int edges in degree) ways[3] += Math.Max(0, edges - 1);
        ways[4] = marked.Contains(true) ? 2 : 0;
        return ways[Ways..];
    }

    private static double Longest(ReadOnlySpan<int> live, double[] lengths)
    {
        Span<double> distance = stackalloc double[CellGraph.Nodes];
        double longest = 0;
        for (int edge = 0; edge < live.Length; edge++)
        {
            if (live[edge] == 0) continue;
            var (from, to) = CellGraph.Ends(edge);
            distance[to] = Math.Max(distance[to], distance[from] + lengths[live[edge] - 1]);
            longest = Math.Max(longest, distance[to]);
        }

        return longest;
    }

    private static ImmutableArray<FeatureGroup> MakeGroups()
    {
        const int oneHot = CellGraph.Edges * CellGraph.Operators, ends = Real * (CellGraph.Nodes - 1);
        var groups = ImmutableArray.CreateBuilder<FeatureGroup>();
        void Add(string name, int count) => groups.Add(new FeatureGroup(name, groups.Sum(group => group.Count), count));
        Add(ArchitectureEncoder.OneHot, oneHot);
        Add(Counts, Real);
        foreach (string edges in new[] { "reaching", "fed", "connected" })
        {
            Add($"{edges}/one-hot", oneHot);
            Add($"{edges}/counts", Real);
            Add($"{edges}/leaving", ends);
            Add($"{edges}/entering", ends);
            Add($"{edges}/ways", Ways);
        }

        return groups.ToImmutable();
    }

    private static ImmutableArray<KernelDesign> MakeKernels()
    {
        const string raw = ArchitectureEncoder.OneHot, digits = KernelDesign.Digits;
        ImmutableArray<string> reaching = ["reaching/counts", "reaching/leaving", "reaching/entering"], connected = ["connected/counts", "connected/leaving", "connected/entering"];
        return
        [
            new(Counts, [[Counts], [digits]], [Counts, raw]),
            new("raw", [[digits]], [raw]),
            new("reaching", [[digits]], [raw, .. reaching]),
            new("graph", [[digits], [raw, "connected/one-hot", "reaching/one-hot"], ["reaching/counts", "reaching/ways", "connected/counts", "connected/ways"]], [raw, .. reaching, .. connected]),
            new("ways", [[digits], ["connected/one-hot", "connected/ways"], ["reaching/one-hot", "reaching/ways"]], [raw, .. reaching, .. connected]),
        ];
    }
}
