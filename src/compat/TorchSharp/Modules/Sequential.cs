using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules one after another. What passes between them is disposed of as soon as the next one has taken it.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private const string NameInLibtorch = "torch::nn::SequentialImpl";

    private readonly List<nn.IModule<Tensor, Tensor>> _chain = [];
    private readonly List<string> _names = [];

    public Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : base(NameInLibtorch)
    {
        foreach (var (name, submodule) in modules) append(name, submodule);
        MarkRegistered();
    }

    public Sequential(params nn.Module<Tensor, Tensor>[] modules) : base(NameInLibtorch)
    {
        foreach (var module in modules) append(module);
        MarkRegistered();
    }

    public int Count => _chain.Count;

    internal IReadOnlyList<nn.IModule<Tensor, Tensor>> Items => _chain;

    [System.Runtime.CompilerServices.IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => _chain[index];

    /// <summary>A sequence of the same modules; this one still owns them.</summary>
    [System.Runtime.CompilerServices.IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index]
    {
        get
        {
            var part = new Sequential(Array.Empty<nn.Module<Tensor, Tensor>>());
            int start = index.start ?? 0, end = index.end ?? Count;
            if (start < 0 || end > Count) throw new IndexOutOfRangeException($"places {start} to {end} of {Count} modules");
            for (int i = start; i < end; i++) part.append(_names[i], _chain[i]);
            return part;
        }
    }

    /// <summary>As with a pair of places.</summary>
    [System.Runtime.CompilerServices.IndexerName("SequentialItems")]
    public Sequential this[Range index] => this[(index.Start.GetOffset(Count), index.End.GetOffset(Count))];

    public Sequential append(nn.IModule<Tensor, Tensor> module) => append(_chain.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), module);

    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        Hold(name, (nn.Module)module, again: true);
        _chain.Add(module);
        _names.Add(name);
        return this;
    }

    public override Tensor forward(Tensor tensor)
    {
        if (_chain.Count == 0) return tensor.alias();
        Tensor current = tensor;
        var modules = ConvChain.Flatten(_chain);
        for (int i = 0; i < modules.Count;)
        {
            var next = ConvChain.TryRun(modules, i, current, out int taken);
            if (next is null) (next, taken) = (modules[i].call(current), 1);
            i += taken;
            if (!ReferenceEquals(current, tensor) && !ReferenceEquals(current, next)) current.Dispose();
            current = next;
        }

        return current;
    }
}
