using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            /// <summary>Parameters, then persistent buffers, by dotted name, then other names of the same; the very tensors, no copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string start = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (name, parameter) in named_parameters()) destination.TryAdd(start + name, parameter);
                foreach (var (name, buffer) in named_buffers(true, false)) destination.TryAdd(start + name, buffer);
                // A tensor that two submodules share is stored once for each of them; a sequence stores it once.
                if (this is not Modules.Sequential)
                {
                    foreach (var (name, child) in _components.Modules) child.state_dict(destination, start + name);
                }

                return destination;
            }

            /// <summary>Copies values in by name.</summary>
            /// <param name="strict">Refuse unless both sides have the same names.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <returns>Names that <paramref name="source"/> lacks, and names that only it has.</returns>
            /// <exception cref="InvalidOperationException">Strict, and the names differ; nothing was copied.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var target = state_dict();
                List<string> missing = [.. target.Keys.Where(key => !source.ContainsKey(key) && skip?.Contains(key) != true)];
                List<string> unexpected = [.. source.Keys.Where(key => !target.ContainsKey(key) && skip?.Contains(key) != true)];
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                    throw new InvalidOperationException($"The loaded state_dict is not identical to the target dictionary: missing [{string.Join(", ", missing)}], unexpected [{string.Join(", ", unexpected)}].");
                using var frozen = no_grad();
                foreach (var (key, value) in source)
                {
                    if (skip?.Contains(key) != true && target.TryGetValue(key, out var tensor)) tensor.copy_(value);
                }

                return (missing, unexpected);
            }

            /// <summary>Writes the state in TorchSharp's format: number of entries, then name and tensor of each.</summary>
            public virtual Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                return save(stream, skip);
            }

            /// <summary>Closes the stream at the end, as the real package does; give it a <see cref="BinaryWriter"/> to go on writing.</summary>
            public virtual Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            public virtual Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var kept = sd.Where(entry => skip?.Contains(entry.Key) != true).ToList();
                Leb128.Write(writer, kept.Count);
                foreach (var (name, tensor) in kept)
                {
                    writer.Write(name);
                    tensor.Save(writer);
                }
            }

            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                if (!File.Exists(location)) throw new FileNotFoundException($"there is no file {location} to load a module from", location);
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            /// <summary>Closes the stream at the end.</summary>
            public virtual Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <param name="loadedParameters">Told, by name, which of the file's entries this module knows, skipped or not (true), and which were passed over (false).</param>
            /// <exception cref="ArgumentException">Strict, and the file doesn't fit this module.</exception>
            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                var target = state_dict();
                long count = Leb128.Read(reader);
                if (strict && count != target.Count)
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {target.Count}, but found {count} entries.");
                using var frozen = no_grad();
                for (long i = 0; i < count; i++)
                {
                    string name = reader.ReadString();
                    bool known = target.TryGetValue(name, out var tensor);
                    if (!known && strict) throw new ArgumentException($"Mismatched module state names: the target module does not have a submodule or buffer named '{name}'");
                    bool wanted = known && skip?.Contains(name) != true;
                    if (wanted) tensor!.Load(reader);
                    else TensorExtensionMethods.Load(reader, skip: true);
                    if (loadedParameters is not null) loadedParameters[name] = known;
                }

                return this;
            }
        }
    }
}
