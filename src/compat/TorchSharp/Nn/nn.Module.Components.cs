using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            /// <summary>Makes <paramref name="param"/> this module's own. It stays in its dispose scope: one made within a scope that the module outlives must be detached.</summary>
            /// <exception cref="InvalidOperationException">A parameter of that name is there already.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                RequireNew(_components.Parameters.Any(entry => entry.Name == name), "parameter", name);
                _components.Set(name, param);
            }

            /// <summary>As <see cref="register_parameter"/>, for what is part of the state and isn't learnt.</summary>
            /// <param name="persistent">Whether the buffer is part of <see cref="state_dict"/> and listed.</param>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                RequireNew(_components.Buffers.Any(entry => entry.Name == name), "buffer", name);
                _components.Set(name, tensor, persistent);
            }

            /// <summary>Null is passed over.</summary>
            public virtual void register_module(string name, Module? submodule)
            {
                if (submodule is null) return;
                RequireNew(_components.Modules.Any(entry => entry.Name == name), "module", name);
                Hold(name, submodule);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Each parameter once, under its first name; those that were disposed of are left out.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                HashSet<Parameter> seen = new(System.Collections.Generic.ReferenceEqualityComparer.Instance);
                foreach (var (name, parameter) in _components.Parameters)
                {
                    if (parameter is { IsInvalid: false } && seen.Add(parameter)) yield return (name, parameter);
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

            /// <summary>Each persistent buffer once, whatever <paramref name="include_nonpersistent"/> says: the real package never lists others.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                HashSet<Tensor> seen = new(System.Collections.Generic.ReferenceEqualityComparer.Instance);
                foreach (var (name, buffer, persistent) in _components.Buffers)
                {
                    if (persistent && buffer is { IsInvalid: false } && seen.Add(buffer)) yield return (name, buffer);
                }

                if (!recurse) yield break;
                foreach (var (prefix, child) in _components.Modules)
                {
                    foreach (var (name, buffer) in child.named_buffers())
                    {
                        if (seen.Add(buffer)) yield return ($"{prefix}.{name}", buffer);
                    }
                }
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            public virtual IEnumerable<(string name, Module module)> named_children() => _components.Modules;

            public virtual IEnumerable<Module> children() => _components.Modules.Select(entry => entry.Module);

            /// <summary>All submodules at any depth, without this one: the children, then what each of them has.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules() =>
                _components.Modules.Concat(_components.Modules.SelectMany(child => child.Module.named_modules().Select(inner => ($"{child.Name}.{inner.name}", inner.module))));

            public virtual IEnumerable<Module> modules() => named_modules().Select(entry => entry.module);

            public bool has_parameter(string target) => get_parameter(target) is not null;

            public Parameter? get_parameter(string target) => named_parameters().FirstOrDefault(entry => entry.name == target).parameter;

            public bool has_buffer(string target) => get_buffer(target) is not null;

            public Tensor? get_buffer(string target) => AllBuffers().FirstOrDefault(entry => entry.name == target).buffer;

            /// <summary>Registers every field that holds a module, a parameter or a tensor (as a buffer), once, under the field's name; those of base classes last.</summary>
            protected virtual void RegisterComponents()
            {
                if (!MarkRegistered()) return;
                // A type's own list leaves out the private fields of its bases.
                for (var type = GetType(); type is not null && type != typeof(Module); type = type.BaseType)
                {
                    foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)) RegisterComponent(field);
                }
            }

            protected void ClearModules() => _components.RemoveModules();

            /// <summary>Takes a layer's own tensor, in the place of one of that name, and out of its dispose scope: layers outlive the scope they are made in.</summary>
            private protected void Hold(string name, Parameter? param)
            {
                param?.DetachFromDisposeScope();
                _components.Set(name, param);
            }

            private protected void Hold(string name, Tensor? buffer)
            {
                buffer?.DetachFromDisposeScope();
                _components.Set(name, buffer, persistent: true);
            }

            private protected void Hold(string name, Module submodule, bool again = false)
            {
                submodule.RegisterComponents();
                _components.Set(name, submodule, again);
            }

            /// <summary>Also those that are not persistent or come under several names.</summary>
            private IEnumerable<(string name, Tensor buffer)> AllBuffers()
            {
                var own = _components.Buffers.Where(entry => entry.Buffer is { IsInvalid: false }).Select(entry => (entry.Name, entry.Buffer!));
                return own.Concat(_components.Modules.SelectMany(child => child.Module.AllBuffers().Select(inner => ($"{child.Name}.{inner.name}", inner.buffer))));
            }

            /// <summary>A property without an attribute goes by the compiler's name of its field, as in the real package.</summary>
            private void RegisterComponent(FieldInfo field)
            {
                string name = field.GetCustomAttribute<Utils.ComponentNameAttribute>()?.Name ?? field.Name;
                if (_components.Has(name)) return;
                switch (field.GetValue(this))
                {
                    case Module module: register_module(name, module); break;
                    case Parameter parameter: register_parameter(name, parameter); break;
                    case Tensor buffer: register_buffer(name, buffer); break;
                }
            }

            private static void RequireNew(bool known, string kind, string name)
            {
                if (known) throw new InvalidOperationException($"a {kind} called '{name}' is registered already");
            }
        }
    }
}
