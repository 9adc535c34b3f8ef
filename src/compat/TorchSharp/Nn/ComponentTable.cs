using TorchSharp.Modules;

namespace TorchSharp;

/// <summary>What a module has registered, in order of registration.</summary>
internal sealed class ComponentTable
{
    private readonly List<(string Name, Parameter? Parameter)> _parameters = [];
    private readonly List<(string Name, torch.Tensor? Buffer, bool Persistent)> _buffers = [];
    private readonly List<(string Name, torch.nn.Module Module)> _modules = [];

    public IReadOnlyList<(string Name, Parameter? Parameter)> Parameters => _parameters;

    public IReadOnlyList<(string Name, torch.Tensor? Buffer, bool Persistent)> Buffers => _buffers;

    public IReadOnlyList<(string Name, torch.nn.Module Module)> Modules => _modules;

    public void Set(string name, Parameter? parameter)
    {
        Put(_parameters, name, (name, parameter), static entry => entry.Item1);
    }

    public void Set(string name, torch.Tensor? buffer, bool persistent)
    {
        Put(_buffers, name, (name, buffer, persistent), static entry => entry.Item1);
    }

    /// <exception cref="ArgumentException">The name is empty or has a dot, which sets levels apart.</exception>
    /// <param name="again">Whether another of that name stays beside it.</param>
    public void Set(string name, torch.nn.Module module, bool again = false)
    {
        if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
            throw new ArgumentException($"'{name}' can't name a module: a name is not empty and has no dot", nameof(name));
        if (again) _modules.Add((name, module));
        else Put(_modules, name, (name, module), static entry => entry.Item1);
    }

    public void RemoveModules() => _modules.Clear();

    public bool Has(string name) =>
        _parameters.Exists(entry => entry.Name == name) || _buffers.Exists(entry => entry.Name == name) || _modules.Exists(entry => entry.Name == name);

    private static void Put<T>(List<T> list, string name, T entry, Func<T, string> nameOf)
    {
        int index = list.FindIndex(other => nameOf(other) == name);
        if (index < 0) list.Add(entry);
        else list[index] = entry;
    }
}
