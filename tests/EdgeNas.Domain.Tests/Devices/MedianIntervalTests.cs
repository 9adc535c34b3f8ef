using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Sampling;

namespace EdgeNas.Domain.Tests.Devices;

public sealed class MedianIntervalTests
{
    // Ranks and coverages by summing the binomial distribution exactly (integers).
    [Theory]
    [InlineData(6, 1, 0.96875)]
    [InlineData(7, 1, 0.984375)]
    [InlineData(10, 2, 0.978515625)]
    [InlineData(20, 6, 0.9586105346679688)]
    [InlineData(100, 40, 0.9647997997822951)]
    [InlineData(101, 41, 0.9539559330706572)]
    [InlineData(1000, 469, 0.9537088026395019)]
    public void Of_NumbersInOrder_HasTheRanksOfTheBinomial(int count, int rank, double coverage)
    {
        double[] samples = [.. Enumerable.Range(1, count).Select(i => (double)i)];
        new SeedStream(1, "test").Shuffle<double>(samples);
        var interval = MedianInterval.Of(samples, 0.95);

        Assert.Equal(rank, interval.Low);
        Assert.Equal(count + 1 - rank, interval.High);
        Assert.Equal((count + 1) / 2.0, interval.Median);
        Assert.Equal(coverage, interval.Coverage, 10);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0.5)]
    [InlineData(5, 0.9375)]
    public void Of_TooFewSamples_IsTheRangeAndSaysItsCoverage(int count, double coverage)
    {
        var interval = MedianInterval.Of([.. Enumerable.Range(1, count).Select(i => (double)i)], 0.95);
        Assert.Equal(1, interval.Low);
        Assert.Equal(count, interval.High);
        Assert.Equal(coverage, interval.Coverage, 12);
    }

    [Fact]
    public void Of_HundredThousandSamples_DoesNotUnderflow()
    {
        var interval = MedianInterval.Of([.. Enumerable.Range(1, 100_000).Select(i => (double)i)], 0.95);
        // Normal approximation: 50,000 − 1.96 · √100,000 / 2.
        Assert.InRange(interval.Low, 49_688, 49_692);
        Assert.InRange(interval.Coverage, 0.95, 0.951);
    }

    [Fact]
    public void Of_ManyDraws_CoversTheTrueMedianAsOftenAsItSays()
    {
        var random = new SeedStream(3, "test/coverage");
        double[] samples = new double[31];
        int covered = 0;
        const int Draws = 4000;
        double coverage = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            // Log-normal, like latencies; true median 1.
            for (int i = 0; i < samples.Length; i++) samples[i] = Math.Exp(random.NextGaussian());
            var interval = MedianInterval.Of(samples, 0.95);
            coverage = interval.Coverage;
            if (interval.Low <= 1 && 1 <= interval.High) covered++;
        }

        Assert.InRange((double)covered / Draws, coverage - 0.015, coverage + 0.015);
    }

    [Fact]
    public void Of_NoSamples_Throws() => Assert.Throws<ArgumentException>(() => MedianInterval.Of([], 0.95));

    [Fact]
    public void MeasurementOf_Samples_HasTheirQuantiles()
    {
        var measurement = Measurement.Of([4, 1, 3, 2, 5, 6, 7, 8, 9, 10], 3, "why");
        Assert.Equal(5.5, measurement.MedianMilliseconds);
        Assert.Equal(2, measurement.MedianLowMilliseconds);
        Assert.Equal(9, measurement.MedianHighMilliseconds);
        Assert.Equal(9.55, measurement.P95Milliseconds, 12);
        Assert.Equal(9.91, measurement.P99Milliseconds, 12);
        Assert.Equal(Math.Sqrt(82.5 / 9) / 5.5, measurement.CoefficientOfVariation, 12);
        Assert.Equal([4, 1, 3, 2, 5, 6, 7, 8, 9, 10], measurement.SamplesMilliseconds.ToArray());
        Assert.Equal(3, measurement.WarmUpRuns);
        Assert.Equal("why", measurement.Suspicion);
        Assert.Equal(7 / 5.5, measurement.RelativeWidth, 12);
    }
}
