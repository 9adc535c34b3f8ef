using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Tests;

/// <summary>Schedules whose rates a few steps show; the others are in <see cref="OptimizerTests"/>.</summary>
public sealed class ScheduleTests
{
    [Fact]
    public void Multiplicative_EachStep_TimesTheFunction() =>
        Assert.Equal([1, 0.5, 0.25, 0.125], Rates(optimizer => lr_scheduler.MultiplicativeLR(optimizer, _ => 0.5), 4));

    [Fact]
    public void Polynomial_Squared_FallsToZero() =>
        Assert.Equal([1, 0.5625, 0.25, 0.0625, 0, 0], Rates(optimizer => lr_scheduler.PolynomialLR(optimizer, 4, 2), 6));

    [Fact]
    public void Polynomial_AnEpoch_GoesThere()
    {
        var optimizer = Descent();
        var schedule = lr_scheduler.PolynomialLR(optimizer, 10, 2);

        schedule.step(1);
        Assert.Equal(0.81, Rate(optimizer), 1e-9);
        schedule.step(5);
        Assert.Equal(0.25, Rate(optimizer), 1e-9);
    }

    [Fact]
    public void OneCycle_Cosine_RisesThenFalls() =>
        Assert.Equal([0.016, 0.380195, 0.2445, 0.0753, 0.0000016], Rates(optimizer => lr_scheduler.OneCycleLR(optimizer, 0.4, total_steps: 5), 5), Near(1e-4));

    [Fact]
    public void OneCycle_Linear_MovesMomentumTheOtherWay()
    {
        var optimizer = optim.SGD([new Modules.Parameter(ones(1))], 1, momentum: 0.9);
        var schedule = lr_scheduler.OneCycleLR(optimizer, 1, total_steps: 5, anneal_strategy: lr_scheduler.impl.OneCycleLR.AnnealStrategy.Linear);
        List<(double, double)> course = [];
        for (int i = 0; i < 4; i++)
        {
            course.Add((Math.Round(Rate(optimizer), 4), Math.Round(((Modules.SGD.ParamGroup)optimizer.ParamGroups.First()).Options.momentum!.Value, 4)));
            schedule.step();
        }

        Assert.Equal([(0.04, 0.95), (0.8571, 0.8643), (0.5714, 0.8929), (0.2857, 0.9214)], course);
    }

    [Fact]
    public void OneCycle_ThreePhases_ComesBackToTheFirstRate()
    {
        var optimizer = optim.Adam([new Modules.Parameter(ones(1))], 1);
        var schedule = lr_scheduler.OneCycleLR(optimizer, 1, epochs: 2, steps_per_epoch: 4, three_phase: true, div_factor: 10, final_div_factor: 100);
        List<double> rates = [Rate(optimizer)];
        double momentum = ((Modules.Adam.ParamGroup)optimizer.ParamGroups.First()).Betas.Item1;
        for (int i = 1; i < 8; i++)
        {
            schedule.step();
            rates.Add(Rate(optimizer));
        }

        Assert.Equal(0.95, momentum, 1e-9);
        Assert.Equal([0.1, 0.83057, 0.65013, 0.099447, 0.081363, 0.046801, 0.014214, 0.001], rates, Near(1e-5));
    }

    [Fact]
    public void OneCycle_TooLongOrWithoutLength_IsRefused()
    {
        var schedule = lr_scheduler.OneCycleLR(Descent(), 1, total_steps: 2);
        schedule.step();
        schedule.step();

        Assert.Throws<InvalidOperationException>(() => schedule.step());
        Assert.Throws<ArgumentException>(() => lr_scheduler.OneCycleLR(Descent(), 1));
    }

    [Fact]
    public void Plateau_NoBetterForLong_LowersTheRateThenRests()
    {
        var optimizer = Descent();
        var schedule = lr_scheduler.ReduceLROnPlateau(optimizer, patience: 1, cooldown: 1, factor: 0.5);

        double[] rates = [.. new[] { 1, 1, 1, 1, 1, 1, 0.5, 1, 1, 1 }.Select(loss =>
        {
            schedule.step(loss);
            return Rate(optimizer);
        })];

        Assert.Equal([1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125, 0.125], rates);
        Assert.Throws<InvalidOperationException>(() => schedule.step());
        Assert.Throws<InvalidOperationException>(() => schedule.step(epoch: 3));
    }

    [Fact]
    public void Plateau_OfAMaximum_KeepsToTheLeastRate()
    {
        var optimizer = Descent();
        var schedule = lr_scheduler.ReduceLROnPlateau(optimizer, mode: "max", patience: 0, factor: 0.1, threshold: 0.5, threshold_mode: "abs", min_lr: [0.05]);

        foreach (double gain in new[] { 1, 1.4, 2, 2, 2 }) schedule.step(gain);

        Assert.Equal(0.05, Rate(optimizer), 1e-12);
        Assert.Throws<ArgumentException>(() => lr_scheduler.ReduceLROnPlateau(optimizer, mode: "most"));
        Assert.Throws<ArgumentException>(() => lr_scheduler.ReduceLROnPlateau(optimizer, factor: 1));
    }

    [Fact]
    public void Chained_Schedules_WorkTogether()
    {
        var optimizer = Descent();
        var schedule = lr_scheduler.ChainedLR([lr_scheduler.ConstantLR(optimizer, 0.1, 2), lr_scheduler.ExponentialLR(optimizer, 0.9)]);

        schedule.step();
        Assert.Equal(0.09, Rate(optimizer), 1e-9);
        schedule.step();
        Assert.Equal(0.81, Rate(optimizer), 1e-9);
    }

    [Fact]
    public void Sequential_StepsWithAMeasure_GoOnToTheNext()
    {
        var optimizer = Descent();
        var schedule = lr_scheduler.SequentialLR(optimizer, [lr_scheduler.ExponentialLR(optimizer, 0.5), lr_scheduler.ConstantLR(optimizer, 0.3, 3)], [2]);
        List<double> rates = [];
        for (int i = 0; i < 6; i++)
        {
            rates.Add(Rate(optimizer));
            schedule.step(2.5);
        }

        Assert.Equal([1, 0.5, 0.3, 0.3, 0.3, 1], rates);
    }

    private static Modules.SGD Descent() => optim.SGD([new Modules.Parameter(ones(1))], 1);

    private static double Rate(Optimizer optimizer) => optimizer.ParamGroups.First().LearningRate;

    private static double[] Rates(Func<Optimizer, lr_scheduler.LRScheduler> make, int steps)
    {
        var optimizer = Descent();
        var schedule = make(optimizer);
        double[] rates = new double[steps];
        for (int i = 0; i < steps; i++)
        {
            rates[i] = Rate(optimizer);
            if (i < steps - 1) schedule.step();
        }

        return rates;
    }

    private static Func<double, double, bool> Near(double tolerance) => (expected, actual) => Math.Abs(expected - actual) <= tolerance;
}
