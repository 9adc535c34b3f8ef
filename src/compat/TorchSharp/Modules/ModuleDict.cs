using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules by name, in order of insertion.</summary>
public class ModuleDict<T> : nn.Module, IEnumerable<(string, T)>
    where T : nn.Module
{
    private readonly List<(string Name, T Module)> _entries = [];

    public ModuleDict() : base("ModuleDict") => MarkRegistered();

    public int Count => _entries.Count;

    public T this[string key]
    {
        get => TryGetValue(key, out var module) ? module : throw new KeyNotFoundException($"no module is called '{key}'; there are {string.Join(", ", keys())}");
        set
        {
            Remove(key);
            Add(key, value);
        }
    }

    public void Add(string key, T value)
    {
        if (ContainsKey(key)) throw new ArgumentException($"a module called '{key}' is there already", nameof(key));
        register_module(key, value);
        _entries.Add((key, value));
    }

    public bool ContainsKey(string key) => _entries.Exists(entry => entry.Name == key);

    public bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value)
    {
        int index = _entries.FindIndex(entry => entry.Name == key);
        value = index < 0 ? null : _entries[index].Module;
        return index >= 0;
    }

    public bool Remove(string key)
    {
        bool removed = _entries.RemoveAll(entry => entry.Name == key) > 0;
        if (!removed) return false;
        ClearModules();
        foreach (var (name, module) in _entries) register_module(name, module);
        return true;
    }

    public IEnumerable<string> keys() => _entries.Select(entry => entry.Name);

    public IEnumerable<T> values() => _entries.Select(entry => entry.Module);

    public IEnumerator<(string, T)> items() => GetEnumerator();

    public IEnumerator<(string, T)> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
