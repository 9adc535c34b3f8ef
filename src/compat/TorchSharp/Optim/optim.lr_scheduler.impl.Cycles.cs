namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>What a cycle of rates does to momentum: SGD's, or the first of Adam's betas.</summary>
                private static void SetMomentum(ILearningRateController group, double momentum)
                {
                    if (group is IMomentum own) own.Momentum = momentum;
                    else if (group is IBetas pair) pair.Betas = (momentum, pair.Betas.Item2);
                }

                private static double[] ForGroups(Optimizer optimizer, IEnumerable<double> values, string name)
                {
                    double[] list = [.. values];
                    int groups = optimizer.ParamGroups.Count();
                    if (list.Length == 1) return [.. Enumerable.Repeat(list[0], groups)];
                    return list.Length == groups ? list : throw new ArgumentException($"{list.Length} values for {groups} groups of parameters", name);
                }

                /// <summary>Momentum's least and greatest value for each group; none where it stays as it is.</summary>
                private static (double Least, double Greatest)[] ForGroups(IEnumerable<(double Least, double Greatest)>? momentum, int groups)
                {
                    var list = momentum?.ToArray() ?? [];
                    return list.Length == 1 ? [.. Enumerable.Repeat(list[0], groups)] : list;
                }

                /// <summary>Up to the greatest rate and down to almost nothing, once: L. Smith, N. Topin, Super-convergence, arXiv:1708.07120. <c>step()</c> after each batch.</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly double[] _greatest;
                    private readonly (double Least, double Greatest)[] _momentum;
                    private readonly double _divisor, _finalDivisor;
                    private readonly int _steps;
                    private readonly bool _linear;
                    private readonly double[] _ends;

                    internal OneCycleLR(
                        Optimizer optimizer, IEnumerable<double> greatest, int steps, int epochs, int stepsPerEpoch, double rising, AnnealStrategy anneal,
                        IEnumerable<(double Least, double Greatest)>? momentum, double divisor, double finalDivisor, bool threePhases, int lastEpoch, bool verbose)
                        : base(optimizer, lastEpoch, verbose)
                    {
                        if (steps <= 0 && (epochs <= 0 || stepsPerEpoch <= 0))
                            throw new ArgumentException("neither total_steps nor epochs and steps_per_epoch are given", nameof(steps));
                        if (rising is < 0 or > 1) throw new ArgumentException($"pct_start is {rising}; expected 0 to 1", nameof(rising));
                        _greatest = ForGroups(optimizer, greatest, "max_lr");
                        _momentum = ForGroups(momentum, _greatest.Length);
                        (_divisor, _finalDivisor) = (divisor, finalDivisor);
                        _steps = steps > 0 ? steps : epochs * stepsPerEpoch;
                        _linear = anneal == AnnealStrategy.Linear;
                        _ends = threePhases ? [(rising * _steps) - 1, (2 * rising * _steps) - 2, _steps - 1] : [(rising * _steps) - 1, _steps - 1];
                        foreach (var (group, rate) in optimizer.ParamGroups.Zip(_greatest)) group.InitialLearningRate = rate / divisor;
                        step();
                    }

                    public enum AnnealStrategy
                    {
                        Cos,
                        Linear,
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch > _steps) throw new InvalidOperationException($"step {Epoch + 1} of a cycle of {_steps}");
                        int phase = 0;
                        while (phase < _ends.Length - 1 && Epoch > _ends[phase]) phase++;
                        double start = phase == 0 ? 0 : _ends[phase - 1], done = (Epoch - start) / (_ends[phase] - start);
                        foreach (var (group, (least, most)) in Target.ParamGroups.Zip(_momentum))
                        {
                            double[] course = _ends.Length == 3 ? [most, least, most, most] : [most, least, most];
                            SetMomentum(group, Between(course[phase], course[phase + 1], done));
                        }

                        return _greatest.Select(rate =>
                        {
                            double first = rate / _divisor, last = first / _finalDivisor;
                            double[] course = _ends.Length == 3 ? [first, rate, first, last] : [first, rate, last];
                            return Between(course[phase], course[phase + 1], done);
                        }).ToArray();
                    }

                    private double Between(double from, double to, double done) =>
                        _linear ? ((to - from) * done) + from : to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * done)));
                }
            }
        }
    }
}
