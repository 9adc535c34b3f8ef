using System.Collections;
using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules by number.</summary>
public class ModuleList<T> : nn.Module, IList<T>
    where T : nn.Module
{
    private readonly List<T> _list = [];

    public ModuleList(params T[] modules) : base("ModuleList")
    {
        MarkRegistered();
        _list.AddRange(modules);
        Renumber();
    }

    public int Count => _list.Count;

    public bool IsReadOnly => false;

    public T this[int index]
    {
        get => _list[index];
        set
        {
            _list[index] = value;
            Renumber();
        }
    }

    public void Add(T item)
    {
        _list.Add(item);
        register_module((_list.Count - 1).ToString(CultureInfo.InvariantCulture), item);
    }

    public void append(params T[] parameters) => extend(parameters);

    public void extend(IEnumerable<T> modules)
    {
        foreach (var module in modules) Add(module);
    }

    public void Insert(int index, T item)
    {
        _list.Insert(index, item);
        Renumber();
    }

    public bool Remove(T item)
    {
        bool removed = _list.Remove(item);
        Renumber();
        return removed;
    }

    public void RemoveAt(int index)
    {
        _list.RemoveAt(index);
        Renumber();
    }

    public void Clear()
    {
        _list.Clear();
        Renumber();
    }

    public bool Contains(T item) => _list.Contains(item);

    public int IndexOf(T item) => _list.IndexOf(item);

    public void CopyTo(T[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

    public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Renumber()
    {
        ClearModules();
        for (int i = 0; i < _list.Count; i++) register_module(i.ToString(CultureInfo.InvariantCulture), _list[i]);
    }
}
