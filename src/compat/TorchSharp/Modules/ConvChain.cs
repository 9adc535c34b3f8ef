using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Finds convolutions, each with its batch norm and perhaps a ReLU, that stand in a row in a <see cref="Sequential"/>, and computes them at once: the same
/// results and gradients without the intermediate tensors, on a graphics processor without the launches, which is what such networks spend their time on. Takes only
/// what nobody could tell apart: modules with hooks are left alone.
/// </summary>
internal static unsafe class ConvChain
{
    /// <summary>The modules of a sequence and of the sequences in it, in the order in which they are called.</summary>
    public static List<nn.IModule<Tensor, Tensor>> Flatten(IEnumerable<nn.IModule<Tensor, Tensor>> modules)
    {
        List<nn.IModule<Tensor, Tensor>> flat = [];
        Add(modules);
        return flat;

        void Add(IEnumerable<nn.IModule<Tensor, Tensor>> some)
        {
            foreach (var module in some)
            {
                if (module is Sequential sequence && sequence.GetType() == typeof(Sequential) && !Watched(sequence) && sequence.Count > 0) Add(sequence.Items);
                else flat.Add(module);
            }
        }
    }

    /// <summary>Computes the longest chain that begins at <paramref name="start"/>; null if there is none or the input isn't of a kind that pays.</summary>
    /// <param name="taken">The modules that the result stands for.</param>
    public static Tensor? TryRun(List<nn.IModule<Tensor, Tensor>> modules, int start, Tensor input, out int taken)
    {
        taken = 0;
        List<BatchNorm2d> norms = [];
        List<NativeChain.Unit> units = [];
        while (Next(modules, start + taken, units.Count == 0) is { } step)
        {
            units.Add(step.Unit);
            norms.Add(step.Norm);
            taken += step.Modules;
        }

        if (units.Count == 0) return null;
        var list = units.ToArray();
        fixed (NativeChain.Unit* first = list)
        {
            int applies = NativeChain.ent_chain_applies(input.Raw, first, list.Length);
            if (applies < 0) NativeError.Check(applies);
            if (applies == 0) return null;
            for (int i = 0; i < list.Length; i++) Count(norms[i], ref list[i]);
            var result = Tensor.Of(NativeChain.ent_chain(input.Raw, first, list.Length, ((Conv2d)modules[start]).Recordings));
            GC.KeepAlive(modules);
            return result;
        }
    }

    private static (NativeChain.Unit Unit, BatchNorm2d Norm, int Modules)? Next(List<nn.IModule<Tensor, Tensor>> modules, int at, bool first)
    {
        if (at + 1 >= modules.Count || modules[at] is not Conv2d convolution || modules[at + 1] is not BatchNorm2d norm || Watched(convolution) || Watched(norm)) return null;
        if (convolution.bias is not null || convolution.padding_type is not null || convolution.padding_mode != PaddingModes.Zeros) return null;
        if (!Square(convolution.stride) || !Square(convolution.padding) || !Square(convolution.dilation) || convolution.dilation[0] != 1) return null;
        // A convolution that gathers from neighbours over all channels can only begin a chain.
        if (!first && convolution.groups == 1 && (convolution.kernel_size[0] > 1 || convolution.stride[0] > 1)) return null;
        if (norm.weight is null || norm.bias is null) return null;
        bool batch = norm.training || norm.running_mean is null;
        bool running = !norm.training || norm.track_running_stats;
        var (low, high, activation) = (double.NegativeInfinity, double.PositiveInfinity, 0);
        if (at + 2 < modules.Count)
        {
            if (modules[at + 2] is ReLU6 six && !Watched(six)) (low, high, activation) = (0, 6, 1);
            else if (modules[at + 2] is ReLU plain && !Watched(plain)) (low, activation) = (0, 1);
        }

        var unit = new NativeChain.Unit
        {
            Weight = convolution.weight.Raw.Address,
            Scale = norm.weight.Raw.Address,
            Shift = norm.bias.Raw.Address,
            Mean = running && norm.running_mean is { } mean ? mean.Raw.Address : 0,
            Variance = running && norm.running_var is { } variance ? variance.Raw.Address : 0,
            Stride = convolution.stride[0],
            Padding = convolution.padding[0],
            Groups = convolution.groups,
            Batch = batch ? 1 : 0,
            Epsilon = norm.eps,
            Low = low,
            High = high,
        };
        return (unit, norm, 2 + activation);
    }

    /// <summary>Counts a batch: natively, beside the rest, where the count isn't needed for it.</summary>
    private static void Count(BatchNorm2d norm, ref NativeChain.Unit unit)
    {
        if (norm is { training: true, track_running_stats: true, num_batches_tracked: { } batches, momentum: { } momentum }) (unit.Batches, unit.Momentum) = (batches.Raw.Address, momentum);
        else unit.Momentum = norm.CountBatch();
    }

    private static bool Square(long[] pair) => pair[0] == pair[1];

    private static bool Watched(nn.Module<Tensor, Tensor> module) => module.PreHooks.Count > 0 || module.PostHooks.Count > 0;
}
