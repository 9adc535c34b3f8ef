using System.Collections.Immutable;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Tables;

namespace EdgeNas.Benchmarks.SearchQuality;

/// <summary>A search whose answer is known: every cell's latency and accuracy stand in tables.</summary>
/// <param name="Cells">What the device's table has; any other cell can't be run on it.</param>
internal sealed record TableProblem(string Device, string Dataset, int Percentile, double LimitMilliseconds, IReadOnlyDictionary<Architecture, (double Milliseconds, double Accuracy)> Cells)
{
    private static readonly (string File, string Column, string Device)[] Devices =
    [
        ("nb201_jetson_tx2.csv", "jetson_tx2_ms", "Jetson TX2"), ("nb201_latency.csv.gz", "raspi4_ms", "Raspberry Pi 4"), ("nb201_latency.csv.gz", "pixel3_ms", "Pixel 3"),
    ];

    /// <summary>Accuracy, in points, of the best cell that keeps the limit.</summary>
    public double Optimum { get; } = Cells.Values.Where(cell => cell.Milliseconds <= LimitMilliseconds).Max(cell => cell.Accuracy);

    /// <summary>What is had before any cell was found.</summary>
    public double Worst { get; } = Cells.Values.Min(cell => cell.Accuracy);

    public static ImmutableArray<TableProblem> All(string folder)
    {
        var problems = ImmutableArray.CreateBuilder<TableProblem>();
        var accuracies = MeasuredTable.Load(Path.Combine(folder, "nb201_accuracy.csv.gz"));
        foreach (var (file, column, device) in Devices)
        {
            var latencies = MeasuredTable.Load(Path.Combine(folder, file)).Measured("ops", column);
            double[] ascending = [.. latencies.Select(cell => cell.Value).Order()];
            foreach (string dataset in new[] { "acc_cifar10", "acc_cifar100", "acc_in16_120" })
            {
                var accuracy = accuracies.Measured("ops", dataset).ToDictionary(cell => cell.Architecture, cell => cell.Value);
                var cells = latencies.ToDictionary(cell => cell.Architecture, cell => (cell.Value, accuracy[cell.Architecture]));
                foreach (int percentile in new[] { 10, 25, 50, 75 }) problems.Add(new TableProblem(device, dataset, percentile, Quantiles.Of(ascending, percentile / 100.0), cells));
            }
        }

        return problems.ToImmutable();
    }
}
