using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules by name, in order of insertion. They become submodules when a module registers this dictionary, as in a <see cref="ModuleList{T}"/>.</summary>
public class ModuleDict<T> : nn.Module, IEnumerable<(string, T)>
    where T : nn.Module
{
    private readonly List<(string Name, T Module)> _entries = [];

    public ModuleDict() : base("ModuleDict")
    {
    }

    public int Count => _entries.Count;

    public T this[string key]
    {
        get => TryGetValue(key, out var module) ? module : throw new KeyNotFoundException($"no module is called '{key}'; there are {string.Join(", ", keys())}");
        set
        {
            int index = _entries.FindIndex(entry => entry.Name == key);
            if (index < 0) _entries.Add((key, value));
            else _entries[index] = (key, value);
        }
    }

    public void Add(string key, T value)
    {
        if (ContainsKey(key)) throw new ArgumentException($"a module called '{key}' is there already", nameof(key));
        _entries.Add((key, value));
    }

    public void Add((string, T) item) => Add(item.Item1, item.Item2);

    public bool ContainsKey(string key) => _entries.Exists(entry => entry.Name == key);

    public bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value)
    {
        int index = _entries.FindIndex(entry => entry.Name == key);
        value = index < 0 ? null : _entries[index].Module;
        return index >= 0;
    }

    public bool Remove(string key) => _entries.RemoveAll(entry => entry.Name == key) > 0;

    public IEnumerable<string> keys() => _entries.Select(entry => entry.Name);

    public IEnumerable<T> values() => _entries.Select(entry => entry.Module);

    public IEnumerator<(string, T)> items() => GetEnumerator();

    public IEnumerator<(string, T)> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    protected override void RegisterComponents()
    {
        if (!MarkRegistered()) return;
        foreach (var (name, module) in _entries) register_module(name, module);
    }
}
