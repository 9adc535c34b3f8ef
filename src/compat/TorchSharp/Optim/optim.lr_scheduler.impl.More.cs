namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Times a function of the epoch, every epoch.</summary>
                public class MultiplicativeLR : LRScheduler
                {
                    private readonly Func<int, double> _factor;

                    internal MultiplicativeLR(Optimizer optimizer, Func<int, double> factor, int lastEpoch, bool verbose) : base(optimizer, lastEpoch, verbose)
                    {
                        _factor = factor;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => Epoch > 0 ? Current.Select(rate => rate * _factor(Epoch)) : Current;
                }

                /// <summary>Down to zero as a power of what is left of the first epochs.</summary>
                public class PolynomialLR : LRScheduler
                {
                    private readonly int _total;
                    private readonly double _power;

                    internal PolynomialLR(Optimizer optimizer, int total, double power, int lastEpoch, bool verbose) : base(optimizer, lastEpoch, verbose)
                    {
                        _total = total;
                        _power = power;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        Epoch == 0 || Epoch > _total ? Current : Current.Select(rate => rate * Math.Pow((1 - ((double)Epoch / _total)) / (1 - ((Epoch - 1.0) / _total)), _power));

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        BaseRates.Select(rate => rate * Math.Pow(1 - ((double)Math.Min(_total, Epoch) / _total), _power));
                }

                /// <summary>Several schedules of one optimizer at the same time.</summary>
                public class ChainedLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedulers;

                    internal ChainedLR(LRScheduler[] schedulers) : base(schedulers[0].Target)
                    {
                        if (Array.Exists(schedulers, scheduler => scheduler.Target != Target)) throw new ArgumentException("schedules of several optimizers; expected one optimizer", nameof(schedulers));
                        _schedulers = schedulers;
                    }

                    private protected override void Advance()
                    {
                        foreach (var scheduler in _schedulers) scheduler.step();
                    }
                }

                /// <summary>Times a factor whenever a measure, given to <c>step</c>, has got no better for some epochs.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _less, _relative;
                    private readonly double _factor, _threshold, _eps;
                    private readonly int _patience, _cooldown;
                    private readonly double[] _least;
                    private double _best;
                    private int _bad, _resting;

                    internal ReduceLROnPlateau(
                        Optimizer optimizer, string mode, double factor, int patience, double threshold, string thresholdMode, int cooldown, IList<double>? least, double eps, bool verbose)
                        : base(optimizer, last_epoch: 0, verbose)
                    {
                        if (factor >= 1) throw new ArgumentException($"factor is {factor}; expected less than 1", nameof(factor));
                        _less = mode == "min" || (mode != "max" ? throw new ArgumentException($"mode is '{mode}'; expected min or max", nameof(mode)) : false);
                        _relative = thresholdMode == "rel" || (thresholdMode != "abs" ? throw new ArgumentException($"threshold_mode is '{thresholdMode}'; expected rel or abs", nameof(thresholdMode)) : false);
                        (_factor, _patience, _threshold, _cooldown, _eps) = (factor, patience, threshold, cooldown, eps);
                        _least = least is null ? new double[optimizer.ParamGroups.Count()] : ForGroups(optimizer, least, "min_lr");
                        _best = _less ? double.PositiveInfinity : double.NegativeInfinity;
                    }

                    /// <exception cref="InvalidOperationException">Always: it needs the measure.</exception>
                    public override void step() => throw new InvalidOperationException("a plateau is seen by a measure; call step(current)");

                    /// <exception cref="InvalidOperationException">Always: it needs the measure.</exception>
                    public override void step(int? epoch) => step();

                    public override void step(double current, int? epoch = null)
                    {
                        Epoch = epoch ?? Epoch + 1;
                        if (Better(current)) (_best, _bad) = (current, 0);
                        else _bad++;
                        if (_resting > 0) (_resting, _bad) = (_resting - 1, 0);
                        if (_bad <= _patience) return;
                        (_resting, _bad) = (_cooldown, 0);
                        foreach (var (group, least) in Target.ParamGroups.Zip(_least))
                        {
                            double rate = Math.Max(group.LearningRate * _factor, least);
                            if (group.LearningRate - rate > _eps) group.LearningRate = rate;
                        }
                    }

                    private bool Better(double current)
                    {
                        double margin = _relative ? Math.Abs(_best) * _threshold : _threshold;
                        if (double.IsInfinity(_best)) margin = 0;
                        return _less ? current < _best - margin : current > _best + margin;
                    }
                }
            }
        }
    }
}
