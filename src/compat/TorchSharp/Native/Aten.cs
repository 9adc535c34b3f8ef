using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Calls any operator of libtorch by its name in libtorch's schema; for those that are too rare to have an export of their own.</summary>
internal static unsafe partial class Aten
{
    private const int FewResults = 4;

    /// <param name="name">Operator and overload, such as <c>diagonal</c> or <c>quantile.scalar</c>.</param>
    /// <param name="arguments">In the schema's order; those left out at the end take its defaults.</param>
    public static torch.Tensor Call(string name, params ReadOnlySpan<Argument> arguments) => CallMany(name, FewResults, arguments)[0];

    public static (torch.Tensor, torch.Tensor) CallTwo(string name, params ReadOnlySpan<Argument> arguments)
    {
        var found = CallMany(name, FewResults, arguments);
        return (found[0], found[1]);
    }

    public static (torch.Tensor, torch.Tensor, torch.Tensor) CallThree(string name, params ReadOnlySpan<Argument> arguments)
    {
        var found = CallMany(name, FewResults, arguments);
        return (found[0], found[1], found[2]);
    }

    /// <summary>Runs an operator that changes its first argument, and returns that very object.</summary>
    public static torch.Tensor CallOn(torch.Tensor changed, string name, params ReadOnlySpan<Argument> others)
    {
        foreach (var result in CallMany(name, FewResults, [changed, .. others])) result.Dispose();
        return changed;
    }

    /// <param name="capacity">The most tensors that may come back.</param>
    public static torch.Tensor[] CallMany(string name, int capacity, params ReadOnlySpan<Argument> arguments)
    {
        string[] parts = name.Split('.');
        List<GCHandle> pins = [];
        try
        {
            var layouts = new Argument.Layout[arguments.Length];
            for (int i = 0; i < layouts.Length; i++) layouts[i] = arguments[i].ToNative(pins);
            nint[] results = new nint[capacity];
            fixed (Argument.Layout* first = layouts)
            fixed (nint* firstResult = results)
            {
                long count = ent_call("aten::" + parts[0], parts.Length > 1 ? parts[1] : "", first, layouts.Length, firstResult, capacity);
                if (count < 0) throw NativeError.Last(parts[0], Tensors(arguments));
                foreach (var argument in arguments) GC.KeepAlive(argument.Held);
                return [.. results.AsSpan(0, (int)count).ToArray().Select(torch.Tensor.Of)];
            }
        }
        finally
        {
            foreach (var pin in pins) pin.Free();
        }
    }

    private static torch.Tensor[] Tensors(ReadOnlySpan<Argument> arguments)
    {
        List<torch.Tensor> found = [];
        foreach (var argument in arguments)
        {
            if (argument.Held is torch.Tensor tensor) found.Add(tensor);
            else if (argument.Held is torch.Tensor[] list) found.AddRange(list);
        }

        return [.. found];
    }

    [LibraryImport(NativeLibtorch.Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial long ent_call(string name, string overload, Argument.Layout* arguments, int n, nint* results, int capacity);
}
