using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam with decoupled weight decay (Loshchilov, Hutter 2019), with PyTorch's formulas (torch.optim.AdamW).</summary>
public class AdamW : OptimizerHelper, optim.IBetas
{
    private readonly Options _defaults;

    public AdamW(
        IEnumerable<Parameter> parameters, double lr = 1E-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-8, double weight_decay = 0,
        bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    public AdamW(
        IEnumerable<ParamGroup> parameters, double lr = 1E-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-8, double weight_decay = 0,
        bool amsgrad = false, bool maximize = false)
    {
        if (lr < 0) throw new ArgumentException($"Invalid learning rate: {lr}", nameof(lr));
        if (beta1 is < 0 or >= 1) throw new ArgumentException($"Invalid beta1 value: {beta1}", nameof(beta1));
        if (beta2 is < 0 or >= 1) throw new ArgumentException($"Invalid beta2 value: {beta2}", nameof(beta2));
        if (eps < 0) throw new ArgumentException($"Invalid eps value: {eps}", nameof(eps));
        if (weight_decay < 0) throw new ArgumentException($"Invalid weight_decay value: {weight_decay}", nameof(weight_decay));
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
            amsgrad = amsgrad,
            maximize = maximize,
        };
        foreach (var group in parameters) add_param_group(group);
    }

    /// <summary>What groups are given that are added later and have none of their own; those that are there keep theirs.</summary>
    public (double, double) Betas
    {
        get => (_defaults.beta1!.Value, _defaults.beta2!.Value);
        set => (_defaults.beta1, _defaults.beta2) = value;
    }

    public override Tensor? step(Func<Tensor>? closure = null) => Step<Options, State>(closure, Update);

    private protected override void Complete(OptimizerOptions options)
    {
        var own = (Options)options;
        own.LearningRate ??= _defaults.LearningRate;
        own.beta1 ??= _defaults.beta1;
        own.beta2 ??= _defaults.beta2;
        own.eps ??= _defaults.eps;
        own.weight_decay ??= _defaults.weight_decay;
        own.amsgrad ??= _defaults.amsgrad;
        own.maximize ??= _defaults.maximize;
        if (own.InitialLearningRate == 0) own.InitialLearningRate = own.LearningRate!.Value;
    }

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private static void Update(Options options, State state)
    {
        using (var gradient = state.Parameter.grad)
        {
            if (gradient is null) return;
        }

        state.step++;
        NativeError.Check(NativeOptimizer.ent_adam_step(
            state.Parameter.Raw, state.exp_avg.Raw, state.exp_avg_sq.Raw, Tensor.Optional(state.max_exp_avg_sq), state.step, options.LearningRate!.Value,
            options.beta1!.Value, options.beta2!.Value, options.eps!.Value, options.weight_decay!.Value, decoupled: 1, options.maximize!.Value ? 1 : 0));
    }

    public class Options : OptimizerOptions
    {
        public double? beta1 { get; set; }

        public double? beta2 { get; set; }

        public double? eps { get; set; }

        public double? weight_decay { get; set; }

        public bool? amsgrad { get; set; }

        public bool? maximize { get; set; }

        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(beta1!.Value);
            writer.Write(beta2!.Value);
            writer.Write(eps!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(amsgrad!.Value);
            writer.Write(maximize!.Value);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            beta1 = reader.ReadDouble();
            beta2 = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            amsgrad = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }

        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var other = (Options)source;
            (beta1, beta2, eps, weight_decay, amsgrad, maximize) = (other.beta1, other.beta2, other.eps, other.weight_decay, other.amsgrad, other.maximize);
        }
    }

    public class ParamGroup : ParamGroup<Options>, optim.IBetas
    {
        public ParamGroup() => Options = new Options();

        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
        {
        }

        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 1E-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-8, double weight_decay = 0,
            bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr,
                beta1 = beta1,
                beta2 = beta2,
                eps = eps,
                weight_decay = weight_decay,
                amsgrad = amsgrad,
                maximize = maximize,
            })
        {
        }

        public (double, double) Betas
        {
            get => (Options.beta1 ?? 0, Options.beta2 ?? 0);
            set => (Options.beta1, Options.beta2) = value;
        }
    }

    public class State : OptimizerState, IDisposable
    {
        public State(Parameter parameter) : base(parameter)
        {
            using var frozen = no_grad();
            exp_avg = zeros_like(parameter).DetachFromDisposeScope();
            exp_avg_sq = zeros_like(parameter).DetachFromDisposeScope();
        }

        public long step { get; internal set; }

        /// <summary>Moving average of the gradient.</summary>
        public Tensor exp_avg { get; private set; }

        /// <summary>Moving average of the squared gradient.</summary>
        public Tensor exp_avg_sq { get; private set; }

        /// <summary>Greatest <see cref="exp_avg_sq"/> so far; null without AMSGrad.</summary>
        public Tensor? max_exp_avg_sq { get; private set; }

        public override void Initialize(OptimizerOptions options)
        {
            if (((Options)options).amsgrad != true) return;
            using var frozen = no_grad();
            max_exp_avg_sq = zeros_like(exp_avg).DetachFromDisposeScope();
        }

        public void Dispose()
        {
            exp_avg.Dispose();
            exp_avg_sq.Dispose();
            max_exp_avg_sq?.Dispose();
        }

        public override void to(Device device)
        {
            exp_avg = exp_avg.to(device, disposeAfter: true).DetachFromDisposeScope();
            exp_avg_sq = exp_avg_sq.to(device, disposeAfter: true).DetachFromDisposeScope();
            max_exp_avg_sq = max_exp_avg_sq?.to(device, disposeAfter: true).DetachFromDisposeScope();
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            exp_avg.Save(writer);
            exp_avg_sq.Save(writer);
            SaveConditionalStateTensor(writer, max_exp_avg_sq);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            exp_avg.Load(reader);
            exp_avg_sq.Load(reader);
            var greatest = max_exp_avg_sq;
            LoadConditionalStateTensor(reader, ref greatest, Parameter.device);
            max_exp_avg_sq = greatest;
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var other = (State)source;
            step = other.step;
            exp_avg = Copy(other.exp_avg, exp_avg)!;
            exp_avg_sq = Copy(other.exp_avg_sq, exp_avg_sq)!;
            max_exp_avg_sq = Copy(other.max_exp_avg_sq, max_exp_avg_sq);
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step && Near(exp_avg, state.exp_avg) && Near(exp_avg_sq, state.exp_avg_sq) && Near(max_exp_avg_sq, state.max_exp_avg_sq);
    }
}
