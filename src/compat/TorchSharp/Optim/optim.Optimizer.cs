using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Something whose learning rate a schedule sets.</summary>
        public interface ILearningRateController
        {
            double LearningRate { get; set; }

            double InitialLearningRate { get; set; }
        }

        public interface IMomentum
        {
            double Momentum { get; set; }
        }

        public interface IBetas
        {
            (double, double) Betas { get; set; }
        }

        /// <summary>Changes parameters by their gradients. A parameter whose gradient is null is left alone, its state too.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            private protected readonly List<ParamGroup> Groups = [];

            private protected Optimizer()
            {
            }

            public virtual IEnumerable<ILearningRateController> ParamGroups => Groups;

            /// <param name="closure">Computes the loss again, gradients and all, before the step.</param>
            /// <returns>The closure's loss; null without one.</returns>
            public abstract Tensor? step(Func<Tensor>? closure = null);

            /// <summary>Sets the gradients to zero and keeps them, so that decay and momentum go on for parameters without a new one; <c>Module.zero_grad()</c> makes them null.</summary>
            public virtual void zero_grad() => nn.Module.ZeroGradients([.. parameters()], setToNone: false);

            public virtual IEnumerable<Parameter> parameters() => Groups.SelectMany(group => group.Parameters);

            public virtual void add_param_group(ParamGroup param_group) => Groups.Add(param_group);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            private protected virtual void DisposeState()
            {
            }

            protected virtual void Dispose(bool disposing)
            {
                if (disposing) DisposeState();
            }
        }
    }
}
