using System.Collections.Immutable;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Tables;

namespace EdgeNas.Benchmarks.Searches;

/// <summary>A device of the tables: the latency of each cell that was measured on it.</summary>
internal sealed record TableDevice(string Name, ImmutableSortedDictionary<Architecture, double> Milliseconds)
{
    /// <summary>The cells that it can run.</summary>
    public ActiveChoices Cells { get; } = new(CellSpace.Space.AllChoices().Layers, [.. Milliseconds.Keys]);
}

/// <summary>A search whose answer is known: every cell's latency and accuracy stand in tables.</summary>
internal sealed record TableProblem(TableDevice Device, string Dataset, int Percentile, double LimitMilliseconds, IReadOnlyDictionary<Architecture, double> Accuracies)
{
    private static readonly (string File, string Column, string Device)[] Devices =
    [
        ("nb201_jetson_tx2.csv", "jetson_tx2_ms", "Jetson TX2"), ("nb201_latency.csv.gz", "raspi4_ms", "Raspberry Pi 4"), ("nb201_latency.csv.gz", "pixel3_ms", "Pixel 3"),
    ];

    public string Label { get; } = $"{Device.Name}, {Dataset}, {Percentile} %";

    /// <summary>Accuracy, in percent, of the best cell that keeps the limit.</summary>
    public double Optimum { get; } = Device.Milliseconds.Where(cell => cell.Value <= LimitMilliseconds).Max(cell => Accuracies[cell.Key]);

    /// <summary>What is had before any cell was found.</summary>
    public double Worst { get; } = Device.Milliseconds.Keys.Min(cell => Accuracies[cell]);

    public static ImmutableArray<TableProblem> All(string folder)
    {
        var problems = ImmutableArray.CreateBuilder<TableProblem>();
        var accuracies = MeasuredTable.Load(Path.Combine(folder, "nb201_accuracy.csv.gz"));
        foreach (var (file, column, name) in Devices)
        {
            var device = new TableDevice(name, MeasuredTable.Load(Path.Combine(folder, file)).Measured("ops", column).ToImmutableSortedDictionary(cell => cell.Architecture, cell => cell.Value));
            double[] ascending = [.. device.Milliseconds.Values.Order()];
            foreach (string dataset in new[] { "acc_cifar10", "acc_cifar100", "acc_in16_120" })
            {
                var accuracy = accuracies.Measured("ops", dataset).ToDictionary(cell => cell.Architecture, cell => cell.Value);
                foreach (int percentile in new[] { 10, 25, 50, 75 }) problems.Add(new TableProblem(device, dataset, percentile, Quantiles.Of(ascending, percentile / 100.0), accuracy));
            }
        }

        return problems.ToImmutable();
    }
}
