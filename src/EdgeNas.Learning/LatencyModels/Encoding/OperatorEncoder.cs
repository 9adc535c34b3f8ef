using System.Collections.Immutable;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.LatencyModels.Encoding;

/// <summary>
/// Architectures of a search space on any of its image sizes, by what their operators cost: multiply-adds, bytes of weights, bytes that enter and leave, in all and layer by layer. What an operator costs on
/// one size says what it costs on another, so one model covers them all; and what it costs on one device much about another, so one model can cover several. The code has a digit more than the space has
/// layers: which of the image sizes; and with several devices another: which of them.
/// </summary>
public sealed class OperatorEncoder : IArchitectureEncoder
{
    public const string EncoderName = "operators";

    private const string Totals = "totals";
    private const string Logarithms = "logarithms";
    private const string Layers = "layers";
    private const string Device = "device";
    private const string DeviceTotals = "device/totals";
    private const string DeviceLogarithms = "device/logarithms";
    private const double ElementBytes = sizeof(float);

    /// <summary>Of one layer; <see cref="Totals"/> has the number of operators and the largest map besides.</summary>
    private const int Costs = 4;

    private readonly SearchSpace _space;
    private readonly int _devices;

    /// <param name="devices">How many devices the model covers.</param>
    public OperatorEncoder(SearchSpace space, int devices = 1)
    {
        (_space, _devices) = (space, devices);
        Alphabets = [.. space.Searchable.Select(layer => layer.Choices.Length), space.ImageSizes.Length, .. devices > 1 ? [devices] : Array.Empty<int>()];
        var groups = ImmutableArray.CreateBuilder<FeatureGroup>();
        void Add(string name, int count) => groups.Add(new FeatureGroup(name, groups.Sum(group => group.Count), count));
        Add(ArchitectureEncoder.OneHot, Alphabets.Sum());
        Add(Totals, Costs + 2);
        Add(Logarithms, Costs + 2);
        Add(Layers, Costs * space.Layers.Length);
        if (devices > 1)
        {
            Add(Device, devices);
            Add(DeviceTotals, devices * (Costs + 2));
            Add(DeviceLogarithms, devices * (Costs + 2));
        }

        Groups = groups.ToImmutable();
        Kernels = devices > 1 ? SeveralDevices : OneDevice;
    }

    public string Name => EncoderName;

    public ImmutableArray<int> Alphabets { get; }

    public ImmutableArray<FeatureGroup> Groups { get; }

    public ImmutableArray<KernelDesign> Kernels { get; }

    private static ImmutableArray<KernelDesign> OneDevice { get; } =
    [
        new(Totals, [[Totals]], [Totals, Layers]),
        new(Logarithms, [[Logarithms], [Totals]], [Totals, Logarithms]),
        new(Layers, [[Totals], [Layers]], [Totals, Layers, ArchitectureEncoder.OneHot]),
    ];

    /// <summary>A part that all devices share, and one in which samples of another device count as far as the device's distance lets them.</summary>
    private static ImmutableArray<KernelDesign> SeveralDevices { get; } =
    [
        new(Totals, [[Totals], [Device, Totals]], [Device, Totals, DeviceTotals, Layers]),
        new(Logarithms, [[Logarithms], [Device, Logarithms, Totals]], [Device, Totals, Logarithms, DeviceLogarithms]),
        new(Layers, [[Device, Totals], [Device, Layers]], [Device, DeviceTotals, DeviceLogarithms, Layers, ArchitectureEncoder.OneHot]),
    ];

    public void Encode(ReadOnlySpan<int> digits, Span<double> features)
    {
        var rest = ArchitectureEncoder.WriteOneHot(digits, Alphabets, features);
        Span<double> totals = rest[..(Costs + 2)], logarithms = rest.Slice(Costs + 2, Costs + 2), layers = rest.Slice(2 * (Costs + 2), Costs * _space.Layers.Length);
        int size = _devices > 1 ? digits.Length - 2 : digits.Length - 1;
        var network = NetworkBuilder.Build(_space, Architecture.FromChoices(digits[..size]), _space.Input with { Size = _space.ImageSizes[digits[size]] });
        // The first block is the stem, the last the head; what is between are the layers.
        for (int block = 0; block < network.Blocks.Length; block++)
        {
            foreach (var convolution in network.Blocks[block].Convolutions)
            {
                double maps = ElementBytes * (((double)convolution.In * convolution.InSize * convolution.InSize) + ((double)convolution.Out * convolution.OutSize * convolution.OutSize));
                Add(convolution.Groups > 1 ? 1 : 0, convolution.MultiplyAdds / 1e5, totals, layers, block - 1);
                Add(2, ElementBytes * convolution.Parameters / 1e4, totals, layers, block - 1);
                Add(3, maps / 1e4, totals, layers, block - 1);
                totals[Costs]++;
                totals[Costs + 1] = Math.Max(totals[Costs + 1], maps / 1e4);
            }
        }

        foreach (var linear in network.Linears)
        {
            totals[0] += linear.MultiplyAdds / 1e5;
            totals[2] += ElementBytes * linear.Parameters / 1e4;
            totals[Costs]++;
        }

        // Four times, so that what differs by a factor of two is far apart.
        for (int i = 0; i < totals.Length; i++) logarithms[i] = 4 * Math.Log(1e-3 + totals[i]);
        if (_devices == 1) return;

        // A device's own costs: the same numbers at a place of its own.
        var own = rest[((2 * (Costs + 2)) + layers.Length)..];
        int device = digits[^1];
        own[device] = 1;
        totals.CopyTo(own[(_devices + (device * totals.Length))..]);
        logarithms.CopyTo(own[(_devices + ((_devices + device) * totals.Length))..]);
    }

    /// <summary>Adds to the total and, where there is such a layer, to it.</summary>
    private static void Add(int cost, double amount, Span<double> totals, Span<double> layers, int layer)
    {
        totals[cost] += amount;
        if (layer >= 0 && layer < layers.Length / Costs) layers[(layer * Costs) + cost] += amount;
    }
}
