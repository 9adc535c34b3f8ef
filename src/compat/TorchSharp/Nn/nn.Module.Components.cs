using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            /// <summary>Makes <paramref name="param"/> this module's own; it leaves its dispose scope.</summary>
            public virtual void register_parameter(string name, Parameter? param) => _components.Set(name, param);

            /// <param name="persistent">Whether the buffer is part of <see cref="state_dict"/>.</param>
            public virtual void register_buffer(string name, Tensor? tensor, bool persistent = true) => _components.Set(name, tensor, persistent);

            public virtual void register_module(string name, Module submodule)
            {
                submodule.RegisterComponents();
                _components.Set(name, submodule);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                HashSet<Parameter> seen = [];
                foreach (var (name, parameter) in _components.Parameters)
                {
                    if (parameter is not null && seen.Add(parameter)) yield return (name, parameter);
                }

                if (!recurse) yield break;
                foreach (var (prefix, child) in _components.Modules)
                {
                    foreach (var (name, parameter) in child.named_parameters())
                    {
                        if (seen.Add(parameter)) yield return ($"{prefix}.{name}", parameter);
                    }
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(entry => entry.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                foreach (var (name, buffer, persistent) in _components.Buffers)
                {
                    if (buffer is not null && (persistent || include_nonpersistent)) yield return (name, buffer);
                }

                if (!recurse) yield break;
                foreach (var (prefix, child) in _components.Modules)
                {
                    foreach (var (name, buffer) in child.named_buffers(true, include_nonpersistent)) yield return ($"{prefix}.{name}", buffer);
                }
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            public virtual IEnumerable<(string name, Module module)> named_children() => _components.Modules;

            public virtual IEnumerable<Module> children() => _components.Modules.Select(entry => entry.Module);

            /// <summary>All submodules at any depth, without this one.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (name, child) in _components.Modules)
                {
                    yield return (name, child);
                    foreach (var (inner, module) in child.named_modules()) yield return ($"{name}.{inner}", module);
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(entry => entry.module);

            public bool has_parameter(string target) => get_parameter(target) is not null;

            public Parameter? get_parameter(string target) => named_parameters().FirstOrDefault(entry => entry.name == target).parameter;

            public bool has_buffer(string target) => get_buffer(target) is not null;

            public Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(entry => entry.name == target).buffer;

            /// <summary>Registers every field that holds a module, a parameter or a tensor (as a buffer), once, under the field's name.</summary>
            protected virtual void RegisterComponents()
            {
                if (_registered) return;
                _registered = true;
                foreach (var field in GetType().GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
                {
                    string name = field.GetCustomAttribute<Utils.ComponentNameAttribute>()?.Name ?? field.Name;
                    // Property-backing fields are called <name>k__BackingField.
                    if (name.StartsWith('<')) name = name[1..name.IndexOf('>', StringComparison.Ordinal)];
                    if (_components.Has(name)) continue;
                    switch (field.GetValue(this))
                    {
                        case Module module: register_module(name, module); break;
                        case Parameter parameter: register_parameter(name, parameter); break;
                        case Tensor buffer: register_buffer(name, buffer); break;
                    }
                }
            }

            protected void ClearModules() => _components.RemoveModules();
        }
    }
}
