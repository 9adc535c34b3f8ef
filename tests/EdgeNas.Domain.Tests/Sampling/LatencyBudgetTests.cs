using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Tests.Sampling;

public sealed class LatencyBudgetTests
{
    /// <summary>In 1024ths of their range, so that nothing is rounded; choice 1 of the second layer has been dropped.</summary>
    private static readonly double[][] Milliseconds = [[0, 128, 256, 512], [64, -1000, 0, 256], [-32, 0, 224]];

    private static readonly ActiveChoices Active = new([[0, 1, 2, 3], [0, 2, 3], [0, 1, 2]]);

    private static readonly Architecture[] All =
    [
        .. from a in Active.Layers[0] from b in Active.Layers[1] from c in Active.Layers[2] select Architecture.FromChoices([a, b, c]),
    ];

    [Theory]
    [InlineData(-32)]
    [InlineData(100)]
    [InlineData(352)]
    [InlineData(992)]
    [InlineData(5000)]
    public void Count_AnyBudget_IsThatOfTheArchitecturesWithin(double budget)
    {
        var within = All.Where(architecture => Sum(architecture) <= budget).ToList();
        var sampled = new LatencyBudget(Active, Milliseconds, budget);

        Assert.Equal(within.Count, sampled.Count);
        Assert.Equal(within, All.Where(sampled.Contains));
    }

    [Fact]
    public void Draw_ManyTimes_IsUniformWithinTheBudget()
    {
        var budget = new LatencyBudget(Active, Milliseconds, 400);
        var random = new SeedStream(1, "draws");
        const int draws = 20_000;
        var counts = Enumerable.Range(0, draws).CountBy(_ => budget.Draw(random)).ToDictionary();

        Assert.InRange(budget.Count, 15, 30);
        Assert.Equal(All.Where(architecture => Sum(architecture) <= 400).Order(), counts.Keys.Order());
        double expected = draws / budget.Count, degrees = budget.Count - 1;
        double chiSquare = counts.Values.Sum(count => Math.Pow(count - expected, 2) / expected);
        Assert.InRange(chiSquare, degrees - (4 * Math.Sqrt(2 * degrees)), degrees + (4 * Math.Sqrt(2 * degrees)));
    }

    [Fact]
    public void Draw_BudgetUnderTheFastest_IsTheFastest()
    {
        var budget = new LatencyBudget(Active, Milliseconds, -500);

        Assert.Equal(1, budget.Count);
        Assert.Equal(new Architecture("020"), budget.Draw(new SeedStream(1, "draws")));
    }

    [Fact]
    public void Draw_ChoicesAlike_IsAnyOfThem()
    {
        var budget = new LatencyBudget(new ActiveChoices([[0, 1], [1, 2]]), [[3, 3], [9, 5, 5]], 8);

        Assert.Equal(4, budget.Count);
    }

    private static double Sum(Architecture architecture) => Enumerable.Range(0, 3).Sum(layer => Milliseconds[layer][architecture[layer]]);
}
