namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Learning rates by epoch, as torch.optim.lr_scheduler computes them. <c>step()</c> after each epoch (or step, if the schedule counts steps).</summary>
        public static partial class lr_scheduler
        {
            public abstract class LRScheduler
            {
                internal readonly Optimizer Target = null!;
                private readonly bool _verbose;

                protected LRScheduler()
                {
                }

                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    Target = optimizer;
                    Epoch = last_epoch;
                    _verbose = verbose;
                    BaseRates = [.. optimizer.ParamGroups.Select(group => group.InitialLearningRate)];
                }

                protected int _step_count { get; set; }

                /// <summary>Steps taken since the first rate was set; −1 before.</summary>
                internal int Epoch { get; set; }

                internal double[] BaseRates { get; } = [];

                public virtual void step() => Advance();

                /// <param name="epoch">The epoch to go to; null: the next.</param>
                public virtual void step(int? epoch)
                {
                    if (epoch is null) Advance();
                    else Move(epoch);
                }

                /// <param name="current">A measure, for schedules that go by one.</param>
                public virtual void step(double current, int? epoch = null)
                {
                    if (epoch is null) step();
                    else step(epoch);
                }

                public IEnumerable<double> get_last_lr() => [.. Current];

                protected virtual IEnumerable<double> get_lr() => Current;

                /// <summary>The rates of the current epoch computed from the first ones.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                /// <summary>The rates as they are now.</summary>
                private protected IEnumerable<double> Current => Target.ParamGroups.Select(group => group.LearningRate);

                private protected virtual void Advance() => Move(null);

                private void Move(int? epoch)
                {
                    _step_count++;
                    Epoch = epoch ?? Epoch + 1;
                    Apply(epoch is null ? get_lr() : get_closed_form_lr());
                }

                private void Apply(IEnumerable<double> rates)
                {
                    foreach (var (group, rate) in Target.ParamGroups.Zip(rates.ToArray()))
                    {
                        group.LearningRate = rate;
                        if (_verbose && _step_count > 1) Console.WriteLine($"Adjusting learning rate to {rate}");
                    }
                }
            }
        }
    }
}
