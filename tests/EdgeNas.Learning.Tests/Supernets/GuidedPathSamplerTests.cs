using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Estimation;
using EdgeNas.Learning.Supernets;
using EdgeNas.Learning.Tests.Estimation;

namespace EdgeNas.Learning.Tests.Supernets;

public sealed class GuidedPathSamplerTests
{
    private const int Steps = 12_000;

    /// <summary>Two choices have been dropped: 2,304 architectures are left.</summary>
    private static readonly ActiveChoices Active = EstimatorExamples.Space.AllChoices().Without(0, 2).Without(3, 0);

    private static readonly Architecture[] All = [.. Enumerable.Range(0, 4096).Select(Code).Where(Active.Contains)];

    /// <summary>Two boards with ensembles of random weights, which no sum over layers matches.</summary>
    private readonly LatencyEstimator _board = EstimatorExamples.RandomEstimator(LatencyScale.Logarithmic, 2, 16), _other = EstimatorExamples.RandomEstimator(LatencyScale.Plain, 3, 8);

    [Fact]
    public void Path_OneBound_IsUniformAmongTheArchitecturesThatKeepIt()
    {
        double limit = Limit(_board, 0.1);
        var kept = All.Where(architecture => _board.Predict(architecture).Milliseconds <= limit).ToHashSet();
        AssertUniform(kept, new GuidedPathSampler(Active, [new PredictedBound(Active, _board, limit)]));
        Assert.InRange(kept.Count, 225, 235);
    }

    [Fact]
    public void Path_TwoBounds_IsUniformAmongTheArchitecturesThatKeepAny()
    {
        double limit = Limit(_board, 0.05), otherLimit = Limit(_other, 0.08);
        HashSet<Architecture> one = [.. All.Where(architecture => _board.Predict(architecture).Milliseconds <= limit)];
        HashSet<Architecture> two = [.. All.Where(architecture => _other.Predict(architecture).Milliseconds <= otherLimit)];
        AssertUniform([.. one.Union(two)], new GuidedPathSampler(Active, [new PredictedBound(Active, _board, limit), new PredictedBound(Active, _other, otherLimit)]));
        Assert.NotEmpty(one.Intersect(two));
    }

    [Fact]
    public void Path_LimitThatNoneKeeps_IsAmongTheFastest()
    {
        var sampler = new GuidedPathSampler(Active, [new PredictedBound(Active, _board, 0.9 * All.Min(architecture => _board.Predict(architecture).Milliseconds))]);
        double fast = Limit(_board, 0.02);

        Assert.All(Enumerable.Range(0, 50), step => Assert.True(_board.Predict(sampler.Path(1, 0, step)).Milliseconds <= fast));
    }

    [Fact]
    public void Named_Guided_WithoutAGuideIsUniformAndWithOneKeepsIt()
    {
        var artifacts = new MemoryArtifacts();
        var uniform = PathSamplers.Named("uniform", Active, null, artifacts);
        var before = PathSamplers.Named("guided", Active, null, artifacts);
        Assert.All(Enumerable.Range(0, 20), step => Assert.Equal(uniform.Path(3, 1, step), before.Path(3, 1, step)));

        double limit = Limit(_board, 0.3);
        var guide = new PathGuide([new LatencyBound(artifacts.Put(EstimatorFile.ToBytes(_board, "tiny", "simulated")), limit)]);
        var guided = PathSamplers.Named("guided", Active, guide, artifacts);
        for (int step = 0; step < 200; step++)
        {
            var path = guided.Path(3, 1, step);
            Assert.True(Active.Contains(path) && _board.Predict(path).Milliseconds <= limit, $"step {step} took {path}");
            Assert.Equal(path, guided.Path(3, 1, step));
        }

        Assert.Contains(Enumerable.Range(0, 20), step => guided.Path(3, 1, step) != guided.Path(3, 2, step));
    }

    /// <summary>Nothing else is drawn, and each alike often: Pearson's chi-square within four standard deviations.</summary>
    private static void AssertUniform(HashSet<Architecture> kept, GuidedPathSampler sampler)
    {
        var counts = Enumerable.Range(0, Steps).CountBy(step => sampler.Path(7, 2, step)).ToDictionary();
        Assert.Empty(counts.Keys.Except(kept));
        double expected = Steps / (double)kept.Count, degrees = kept.Count - 1;
        double chiSquare = kept.Sum(architecture => Math.Pow(counts.GetValueOrDefault(architecture) - expected, 2) / expected);
        Assert.InRange(chiSquare, degrees - (4 * Math.Sqrt(2 * degrees)), degrees + (4 * Math.Sqrt(2 * degrees)));
    }

    private static double Limit(LatencyEstimator estimator, double share) => All.Select(architecture => estimator.Predict(architecture).Milliseconds).Order().ElementAt((int)(share * All.Length));

    private static Architecture Code(int index)
    {
        Span<int> digits = stackalloc int[6];
        for (int i = 0; i < digits.Length; i++, index /= 4) digits[i] = index % 4;
        return Architecture.FromChoices(digits);
    }
}
