using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// A layer or a network: named parameters, buffers and submodules. It owns them; disposing of it disposes of them all.
        /// A derived class ends its constructor with <see cref="RegisterComponents"/>, which registers its fields under their names.
        /// </summary>
        public abstract partial class Module : IDisposable
        {
            private readonly ComponentTable _components = new();
            private bool _registered;

            protected Module(string name) => this.name = name;

            protected string name { get; init; }

            public virtual bool training { get; private set; } = true;

            internal ComponentTable Components => _components;

            public virtual string GetName() => name;

            /// <summary>Sets training mode here and in every submodule.</summary>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var (_, child) in _components.Modules) child.train(train);
            }

            public virtual void eval() => train(false);

            /// <summary>Clears the gradients; by default they become null, so that optimizers skip what had none since.</summary>
            public virtual void zero_grad(bool set_to_none = true) => ZeroGradients([.. parameters()], set_to_none);

            /// <summary>Calls <paramref name="fn"/> for every submodule, innermost first, and for this module last.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, child) in _components.Modules) child.apply(fn);
                fn(this);
                return this;
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>For modules that register their components by hand: fields are not looked at any more.</summary>
            /// <returns>Whether this is the first time.</returns>
            internal bool MarkRegistered()
            {
                bool first = !_registered;
                _registered = true;
                return first;
            }

            internal static unsafe void ZeroGradients(Parameter[] parameters, bool setToNone)
            {
                nint[] list = Addresses(parameters);
                fixed (nint* first = list) Native.NativeError.Check(Native.NativeTensor.ent_zero_grads(first, list.Length, setToNone ? 1 : 0));
                GC.KeepAlive(parameters);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (var (_, parameter) in _components.Parameters) parameter?.Dispose();
                foreach (var (_, buffer, _) in _components.Buffers) buffer?.Dispose();
                foreach (var (_, child) in _components.Modules) child.Dispose();
                DisposeOwn();
            }

            /// <summary>Releases what a module holds besides its components.</summary>
            private protected virtual void DisposeOwn()
            {
            }
        }
    }
}
