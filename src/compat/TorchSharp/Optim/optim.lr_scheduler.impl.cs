namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Times gamma every <c>step_size</c> epochs.</summary>
                public class StepLR : LRScheduler
                {
                    private readonly int _stepSize;
                    private readonly double _gamma;

                    internal StepLR(Optimizer optimizer, int stepSize, double gamma, int lastEpoch, bool verbose) : base(optimizer, lastEpoch, verbose)
                    {
                        _stepSize = stepSize;
                        _gamma = gamma;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        Epoch == 0 || Epoch % _stepSize != 0 ? Current : Current.Select(rate => rate * _gamma);

                    protected override IEnumerable<double> get_closed_form_lr() => BaseRates.Select(rate => rate * Math.Pow(_gamma, Epoch / _stepSize));
                }

                /// <summary>Times gamma at each milestone; one that is named twice counts once.</summary>
                public class MultiStepLR : LRScheduler
                {
                    private readonly int[] _milestones;
                    private readonly double _gamma;

                    internal MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma, int lastEpoch, bool verbose) : base(optimizer, lastEpoch, verbose)
                    {
                        _milestones = [.. milestones.Distinct().Order()];
                        _gamma = gamma;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => _milestones.Contains(Epoch) ? Current.Select(rate => rate * _gamma) : Current;

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        BaseRates.Select(rate => rate * Math.Pow(_gamma, _milestones.Count(milestone => milestone <= Epoch)));
                }

                /// <summary>Times gamma every epoch.</summary>
                public class ExponentialLR : LRScheduler
                {
                    private readonly double _gamma;

                    internal ExponentialLR(Optimizer optimizer, double gamma, int lastEpoch, bool verbose) : base(optimizer, lastEpoch, verbose)
                    {
                        _gamma = gamma;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => Epoch == 0 ? Current : Current.Select(rate => rate * _gamma);

                    protected override IEnumerable<double> get_closed_form_lr() => BaseRates.Select(rate => rate * Math.Pow(_gamma, Epoch));
                }

                /// <summary>The first rate times a function of the epoch.</summary>
                public class LambdaLR : LRScheduler
                {
                    private readonly Func<int, double> _factor;

                    internal LambdaLR(Optimizer optimizer, Func<int, double> factor, int lastEpoch, bool verbose) : base(optimizer, lastEpoch, verbose)
                    {
                        _factor = factor;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => BaseRates.Select(rate => rate * _factor(Epoch));
                }

                /// <summary>A factor that goes linearly from one value to another.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double _start;
                    private readonly double _end;
                    private readonly int _total;

                    internal LinearLR(Optimizer optimizer, double start, double end, int total, int lastEpoch, bool verbose) : base(optimizer, lastEpoch, verbose)
                    {
                        _start = start;
                        _end = end;
                        _total = total;
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch == 0) return Current.Select(rate => rate * _start);
                        if (Epoch > _total) return Current;
                        return Current.Select(rate => rate * (1 + ((_end - _start) / ((_total * _start) + ((Epoch - 1) * (_end - _start))))));
                    }

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        BaseRates.Select(rate => rate * (_start + ((_end - _start) * Math.Min(_total, Epoch) / _total)));
                }

                /// <summary>A constant factor for the first epochs.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double _factor;
                    private readonly int _total;

                    internal ConstantLR(Optimizer optimizer, double factor, int total, int lastEpoch, bool verbose) : base(optimizer, lastEpoch, verbose)
                    {
                        _factor = factor;
                        _total = total;
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch == 0) return Current.Select(rate => rate * _factor);
                        return Epoch == _total ? Current.Select(rate => rate / _factor) : Current;
                    }

                    protected override IEnumerable<double> get_closed_form_lr() => BaseRates.Select(rate => Epoch < _total ? rate * _factor : rate);
                }

                /// <summary>Half a cosine wave from the first rate down to the least.</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _period;
                    private readonly double _least;

                    internal CosineAnnealingLR(Optimizer optimizer, double period, double least, int lastEpoch, bool verbose) : base(optimizer, lastEpoch, verbose)
                    {
                        _period = period;
                        _least = least;
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch == 0) return Current;
                        if ((Epoch - 1 - _period) % (2 * _period) == 0)
                            return Current.Zip(BaseRates, (rate, first) => rate + ((first - _least) * (1 - Math.Cos(Math.PI / _period)) / 2));
                        return Current.Select(rate =>
                            ((1 + Math.Cos(Math.PI * Epoch / _period)) / (1 + Math.Cos(Math.PI * (Epoch - 1) / _period)) * (rate - _least)) + _least);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        BaseRates.Select(rate => _least + ((rate - _least) * (1 + Math.Cos(Math.PI * Epoch / _period)) / 2));
                }

                /// <summary>One schedule after another; each milestone starts the next at its epoch 0.</summary>
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedulers;
                    private readonly int[] _milestones;

                    internal SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int lastEpoch)
                        : base(optimizer, last_epoch: 0)
                    {
                        _schedulers = [.. schedulers];
                        _milestones = [.. milestones];
                        if (_milestones.Length != _schedulers.Length - 1)
                            throw new ArgumentException($"{_schedulers.Length} schedulers and {_milestones.Length} milestones; expected one milestone fewer than schedulers", nameof(milestones));
                        Epoch = lastEpoch + 1;
                        // Each schedule has set its first rate already; undo that for all and do it once for the first.
                        foreach (var group in optimizer.ParamGroups) group.LearningRate = group.InitialLearningRate;
                        foreach (var scheduler in _schedulers) scheduler.Epoch--;
                        _schedulers[0].step();
                    }

                    private protected override void Advance()
                    {
                        _step_count++;
                        Epoch++;
                        int index = _milestones.Count(milestone => milestone <= Epoch);
                        if (index > 0 && _milestones[index - 1] == Epoch) _schedulers[index].step(0);
                        else _schedulers[index].step();
                    }

                    protected override IEnumerable<double> get_lr() => Current;
                }
            }
        }
    }
}
