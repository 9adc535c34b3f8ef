using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent, with PyTorch's formulas (torch.optim.SGD), save for weight decay with <c>maximize</c>.</summary>
public class SGD : OptimizerHelper, optim.IMomentum
{
    private readonly Options _defaults;

    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    public SGD(
        IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        if (lr < 0) throw new ArgumentException($"Invalid learning rate: {lr}", nameof(lr));
        if (momentum < 0) throw new ArgumentException($"Invalid momentum value: {momentum}", nameof(momentum));
        if (weight_decay < 0) throw new ArgumentException($"Invalid weight_decay value: {weight_decay}", nameof(weight_decay));
        if (nesterov && (momentum <= 0 || dampening != 0)) throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening", nameof(nesterov));
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
            maximize = maximize,
        };
        foreach (var group in parameters) add_param_group(group);
    }

    /// <summary>What groups are given that are added later and have none of their own; those that are there keep theirs.</summary>
    public double Momentum
    {
        get => _defaults.momentum ?? 0;
        set => _defaults.momentum = value;
    }

    public override Tensor? step(Func<Tensor>? closure = null) => Step(closure, Update);

    private protected override void Complete(OptimizerOptions options)
    {
        var own = (Options)options;
        own.LearningRate ??= _defaults.LearningRate;
        own.momentum ??= _defaults.momentum;
        own.dampening ??= _defaults.dampening;
        own.weight_decay ??= _defaults.weight_decay;
        own.nesterov ??= _defaults.nesterov;
        own.maximize ??= _defaults.maximize;
        if (own.InitialLearningRate == 0) own.InitialLearningRate = own.LearningRate!.Value;
    }

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private static unsafe void Update(OptimizerOptions groupOptions, IReadOnlyList<OptimizerState> states)
    {
        var options = (Options)groupOptions;
        nint[] parameters = new nint[states.Count], buffers = new nint[states.Count];
        for (int i = 0; i < states.Count; i++) (parameters[i], buffers[i]) = (states[i].Parameter.Handle, ((State)states[i]).momentum_buffer?.Handle ?? 0);
        // The real package goes uphill at the very end: decay then pulls away from zero, other than in PyTorch.
        double rate = options.maximize!.Value ? -options.LearningRate!.Value : options.LearningRate!.Value;
        var sgd = new NativeOptimizer.Sgd(rate, options.momentum!.Value, options.dampening!.Value, options.weight_decay!.Value, options.nesterov!.Value ? 1 : 0);
        int status;
        fixed (nint* first = parameters, firstBuffer = buffers) status = NativeOptimizer.ent_sgd_step(first, firstBuffer, parameters.Length, &sgd);
        for (int i = 0; i < states.Count; i++)
        {
            if (buffers[i] != 0) ((State)states[i]).momentum_buffer ??= Tensor.Of(buffers[i]).DetachFromDisposeScope();
        }

        NativeError.Check(status);
        GC.KeepAlive(states);
    }

    public class Options : OptimizerOptions
    {
        public double? momentum { get; set; }

        public double? dampening { get; set; }

        public double? weight_decay { get; set; }

        public bool? nesterov { get; set; }

        public bool? maximize { get; set; }

        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(momentum!.Value);
            writer.Write(dampening!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(nesterov!.Value);
            writer.Write(maximize!.Value);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            momentum = reader.ReadDouble();
            dampening = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            nesterov = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }

        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var other = (Options)source;
            (momentum, dampening, weight_decay, nesterov, maximize) = (other.momentum, other.dampening, other.weight_decay, other.nesterov, other.maximize);
        }
    }

    public class ParamGroup : ParamGroup<Options>, optim.IMomentum
    {
        public ParamGroup() => Options = new Options();

        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
        {
        }

        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 1E-3, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr,
                momentum = momentum,
                dampening = dampening,
                weight_decay = weight_decay,
                nesterov = nesterov,
                maximize = maximize,
            })
        {
        }

        public double Momentum
        {
            get => Options.momentum ?? 0;
            set => Options.momentum = value;
        }
    }

    public class State : OptimizerState, IDisposable
    {
        public State(Parameter parameter) : base(parameter)
        {
        }

        public Tensor? momentum_buffer { get; internal set; }

        public void Dispose()
        {
            momentum_buffer?.Dispose();
            momentum_buffer = null;
        }

        public override void to(Device device) => momentum_buffer = momentum_buffer?.to(device, disposeAfter: true).DetachFromDisposeScope();

        public override void SaveStateDict(BinaryWriter writer) => SaveConditionalStateTensor(writer, momentum_buffer);

        public override void LoadStateDict(BinaryReader reader)
        {
            var buffer = momentum_buffer;
            LoadConditionalStateTensor(reader, ref buffer, Parameter.device);
            momentum_buffer = buffer;
        }

        public override void LoadStateDict(OptimizerState source) => momentum_buffer = Copy(((State)source).momentum_buffer, momentum_buffer);

        public override bool ApproximatelyEquals(OptimizerState other) => other is State state && Near(momentum_buffer, state.momentum_buffer);
    }
}
