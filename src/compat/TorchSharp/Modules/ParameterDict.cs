using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters by name, in order of insertion. A module that registers this dictionary has them all.</summary>
public class ParameterDict : nn.Module, IEnumerable<(string, Parameter)>
{
    private readonly List<(string Name, Parameter Parameter)> _entries = [];

    public ParameterDict() : base("ParameterDict")
    {
    }

    public int Count => _entries.Count;

    public Parameter this[string key]
    {
        get => TryGetValue(key, out var parameter) ? parameter : throw new KeyNotFoundException($"no parameter is called '{key}'; there are {string.Join(", ", keys())}");
        set
        {
            int index = _entries.FindIndex(entry => entry.Name == key);
            if (index < 0) _entries.Add((key, value));
            else _entries[index] = (key, value);
        }
    }

    public void Add(string key, Parameter value)
    {
        if (ContainsKey(key)) throw new ArgumentException($"a parameter called '{key}' is there already", nameof(key));
        _entries.Add((key, value));
    }

    public void Add((string, Parameter) item) => Add(item.Item1, item.Item2);

    public bool ContainsKey(string key) => _entries.Exists(entry => entry.Name == key);

    public bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out Parameter value)
    {
        int index = _entries.FindIndex(entry => entry.Name == key);
        value = index < 0 ? null : _entries[index].Parameter;
        return index >= 0;
    }

    public bool Remove(string key) => _entries.RemoveAll(entry => entry.Name == key) > 0;

    public IEnumerable<string> keys() => _entries.Select(entry => entry.Name);

    public IEnumerable<Parameter> values() => _entries.Select(entry => entry.Parameter);

    public IEnumerator<(string, Parameter)> items() => GetEnumerator();

    public IEnumerator<(string, Parameter)> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse) => _entries;

    protected override void RegisterComponents()
    {
        if (!MarkRegistered()) return;
        foreach (var (name, parameter) in _entries) register_parameter(name, parameter);
    }
}
