using System.Collections.Immutable;
using EdgeNas.Domain.Regularization;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Tests.Spaces;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNas.Domain.Tests.Regularization;

public sealed class RegularizationRuleTests
{
    private const double Noise = 0.02;
    private static readonly ActiveChoices All = TestSpaces.Small.AllChoices();

    [Fact]
    public void Judge_PlantedDominatedChoice_DropsItAlone()
    {
        // Choice 4 of layer 2 costs two points of accuracy; all choices are equally fast.
        var evidence = RegularizationRule.Judge(All, Paths(All, 400, 1, (layer, choice) => (layer, choice) == (2, 4) ? -0.02 : 0), (_, _) => 0, 0.99);
        var dropped = Assert.Single(evidence, e => e.Dropped);
        Assert.Equal((2, 4), (dropped.Layer, dropped.Choice));
        Assert.NotNull(dropped.DominatedBy);
        Assert.InRange(dropped.Confidence, 0.99, 1);
        // The effect is against the layer's mean: −0.02 + 0.02 / 7.
        Assert.InRange(dropped.AccuracyEffect, -0.0171 - (4 * dropped.AccuracyError), -0.0171 + (4 * dropped.AccuracyError));
        Assert.Equal(All.Layers.Sum(layer => layer.Length), evidence.Length);
    }

    [Fact]
    public void Judge_WorseButFaster_IsKept()
    {
        var paths = Paths(All, 400, 2, (layer, choice) => (layer, choice) == (1, 6) ? -0.05 : 0);
        var evidence = RegularizationRule.Judge(All, paths, (_, choice) => choice == 6 ? -1 : 0, 0.99);
        Assert.Null(evidence.Single(e => (e.Layer, e.Choice) == (1, 6)).DominatedBy);
        Assert.Contains(RegularizationRule.Judge(All, paths, (_, _) => 0, 0.99), e => e.Dropped && (e.Layer, e.Choice) == (1, 6));
    }

    [Fact]
    public void Judge_NoiseAlone_RarelyDropsAnything()
    {
        int searchesWithADrop = Enumerable.Range(0, 200)
            .Count(seed => RegularizationRule.Judge(All, Paths(All, 150, seed, (_, _) => 0), (_, choice) => choice % 3, 0.99).Any(e => e.Dropped));
        // A chance of at most 1 % per layer, and four layers: 8 of 200 expected at most. The seeds are fixed, and so is the count.
        Assert.Equal(8, searchesWithADrop);
    }

    [Fact]
    public void Judge_EveryChoiceWorseThanTheNext_LeavesTheBestTwo()
    {
        var evidence = RegularizationRule.Judge(All, Paths(All, 500, 3, (_, choice) => 0.05 * choice), (_, _) => 0, 0.99);
        foreach (var layer in evidence.GroupBy(e => e.Layer))
        {
            Assert.Equal([5, 6], layer.Where(e => !e.Dropped).Select(e => e.Choice));
            // The second best is dominated as well, but a layer keeps two.
            Assert.Equal(6, layer.Single(e => e.Choice == 5).DominatedBy);
            Assert.Null(layer.Single(e => e.Choice == 6).DominatedBy);
        }
    }

    [Fact]
    public void Judge_AnyEffects_NeverLeavesFewerThanTwoAndOnlyJudgesActiveChoices()
    {
        Prop.ForAll((int seed) =>
        {
            var random = new SeedStream(seed, "effects");
            double[] effects = [.. Enumerable.Range(0, 28).Select(_ => 0.1 * random.NextGaussian())], latencies = [.. effects.Select(_ => random.NextGaussian())];
            var active = new ActiveChoices([All.Layers[0], [1, 3, 6], [2, 5], [4]]);
            var evidence = RegularizationRule.Judge(active, Paths(active, 60, seed, (l, c) => effects[(7 * l) + c]), (l, c) => latencies[(7 * l) + c], 0.9);
            Assert.Equal(active.Layers.Where(layer => layer.Length > 1).SelectMany(layer => layer), evidence.Select(e => e.Choice));
            foreach (var layer in evidence.GroupBy(e => e.Layer))
            {
                Assert.True(layer.Count(e => !e.Dropped) >= 2);
                Assert.Equal(0, layer.Sum(e => e.AccuracyEffect), 1e-9);
                foreach (var dominated in layer.Where(e => e.DominatedBy is not null))
                {
                    var by = layer.Single(e => e.Choice == dominated.DominatedBy);
                    Assert.True(by.AccuracyEffect > dominated.AccuracyEffect);
                    Assert.True(by.LatencyEffectMilliseconds <= dominated.LatencyEffectMilliseconds);
                    Assert.InRange(dominated.Confidence, 0.9, 1);
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Judge_TooFewPaths_SaysNothing()
    {
        int least = RegularizationRule.LeastPaths(All);
        Assert.Equal(1 + (4 * 6) + 10, least);
        Assert.Empty(RegularizationRule.Judge(All, Paths(All, least - 1, 1, (_, choice) => choice), (_, _) => 0, 0.99));
        Assert.NotEmpty(RegularizationRule.Judge(All, Paths(All, least, 1, (_, choice) => choice), (_, _) => 0, 0.99));
    }

    [Fact]
    public void Judge_ChoiceThatNoPathTook_IsNotDropped()
    {
        var drawn = All.Without(0, 3);
        var evidence = RegularizationRule.Judge(All, Paths(drawn, 300, 5, (_, _) => 0), (_, _) => 0, 0.99);
        Assert.DoesNotContain(evidence, e => e.Dropped);
        Assert.True(double.IsFinite(evidence.Single(e => (e.Layer, e.Choice) == (0, 3)).AccuracyError));
    }

    [Fact]
    public void Judge_PathOfADroppedChoice_IsRefused()
    {
        var error = Assert.Throws<EdgeNasException>(
            () => RegularizationRule.Judge(All.Without(0, 3), Paths(All, 300, 5, (_, _) => 0), (_, _) => 0, 0.99));
        Assert.Contains("choice 3 of layer 1", error.Message);
    }

    private static ImmutableArray<(Architecture, double)> Paths(ActiveChoices active, int count, int seed, Func<int, int, double> effect)
    {
        var random = new SeedStream(seed, "paths");
        return
        [
            .. Enumerable.Range(0, count).Select(_ =>
            {
                var path = ArchitectureSampling.Uniform(active, random);
                return (path, 0.6 + path.Choices().Select((choice, layer) => effect(layer, choice)).Sum() + (Noise * random.NextGaussian()));
            }),
        ];
    }
}
