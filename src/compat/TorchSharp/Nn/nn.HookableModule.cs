namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose calls can be watched and changed from outside.</summary>
        public abstract class HookableModule<TPreHook, TPostHook> : Module
        {
            private int _hooks;

            protected HookableModule(string name) : base(name)
            {
            }

            internal SortedDictionary<int, TPreHook> PreHooks { get; } = [];

            internal SortedDictionary<int, TPostHook> PostHooks { get; } = [];

            /// <summary>Runs <paramref name="hook"/> before each call; its result, unless null, takes the input's place.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook)
            {
                PreHooks.Add(++_hooks, hook);
                return new HookRemover(this, _hooks);
            }

            /// <summary>Runs <paramref name="hook"/> after each call; its result, unless null, takes the output's place.</summary>
            public HookRemover register_forward_hook(TPostHook hook)
            {
                PostHooks.Add(++_hooks, hook);
                return new HookRemover(this, _hooks);
            }

            public class HookRemover
            {
                private readonly HookableModule<TPreHook, TPostHook> _module;
                private readonly int _key;

                internal HookRemover(HookableModule<TPreHook, TPostHook> module, int key)
                {
                    _module = module;
                    _key = key;
                }

                public void remove()
                {
                    _module.PreHooks.Remove(_key);
                    _module.PostHooks.Remove(_key);
                }
            }
        }
    }
}
