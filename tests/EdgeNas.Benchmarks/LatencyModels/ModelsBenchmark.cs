using System.Collections.Immutable;
using System.Globalization;
using EdgeNas.Domain.Tables;
using EdgeNas.Learning.LatencyModels;
using EdgeNas.Learning.LatencyModels.Encoding;

namespace EdgeNas.Benchmarks.LatencyModels;

/// <summary>
/// What automatic choice takes beside the reference models (linear, perceptrons and Gaussian process, each on the one-hot encoding), on every latency column of a folder of tables, as a table in Markdown.
/// The references' figure is the best of the three, figure by figure.
/// </summary>
internal static class ModelsBenchmark
{
    public const string Name = "latency-models";

    private const int HeldOut = 399;
    private const int Seeds = 3;

    private static readonly string[] References = ["layer-table", "perceptron", "gp-onehot"];

    private static readonly (string File, string Encoding, string Target)[] Columns =
    [
        .. new[] { "jetson_tx2_ms", "edgetpu_hwnas_ms", "raspi4_ms", "pixel3_ms" }.Select(target => ("nb201_jetson_tx2.csv", "nb201:ops", target)),
        .. new[] { "raspi4_ms", "pixel3_ms", "gold_6226_ms", "1080ti_1_ms", "fpga_ms" }.Select(target => ("nb201_latency.csv.gz", "nb201:ops", target)),
        .. new[] { "raspi4_ms", "pixel3_ms", "gold_6226_ms", "1080ti_1_ms" }.Select(target => ("fbnet_latency.csv.gz", "onehot:fbnet_ops", target)),
    ];

    /// <summary>Figures of a model, with whether more is better, and how they are written.</summary>
    private static readonly (string Name, Func<ModelFigures, double> Of, int Sign, string Format)[] Figures =
    [
        ("Spearman", model => model.Score.Spearman, 1, "0.000"),
        ("Kendall", model => model.Score.Kendall, 1, "0.000"),
        ("RMSE ms", model => model.Score.RmseMilliseconds, -1, "0.###"),
        ("MAPE %", model => 100 * model.Score.Mape, -1, "0.0"),
        ("±5 %", model => 100 * model.Score.Within5Percent, 1, "0.0"),
        ("±10 %", model => 100 * model.Score.Within10Percent, 1, "0.0"),
    ];

    /// <param name="arguments"><c>--tables FOLDER</c>, <c>--train N[,N…]</c> (100,900), <c>--only TEXT</c>: columns whose table and name contain it.</param>
    public static int Run(string[] arguments)
    {
        string Option(string name, string otherwise) => arguments.SkipWhile(argument => argument != name).ElementAtOrDefault(1) ?? otherwise;
        string folder = Option("--tables", MeasuredTables.Folder), only = Option("--only", "");
        int[] budgets = [.. Option("--train", "100,900").Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        Console.WriteLine($"| table, column | samples | {string.Join(" | ", Figures.Select(figure => figure.Name))} | 90 % covers | behind in |");
        Console.WriteLine($"|---|---|{string.Concat(Figures.Select(_ => "---|"))}---|---|");
        foreach (var (file, encoding, target) in Columns.Where(column => $"{column.File} {column.Target}".Contains(only, StringComparison.Ordinal)))
        {
            if (!File.Exists(Path.Combine(folder, file)))
            {
                Console.Error.WriteLine($"{Name}: {folder} has no {file}: give the folder of the tables with --tables, or in EDGENAS_TABLES.");
                return 2;
            }

            var choice = EncodingChoice.Parse(encoding);
            var measured = MeasuredTable.Load(Path.Combine(folder, file)).Measured(choice.Column, target);
            ImmutableArray<Domain.Spaces.Architecture> architectures = [.. measured.Select(row => row.Architecture)];
            var table = new TrainingSet(EncodedSet.Of(choice.For(architectures), architectures), [.. measured.Select(row => row.Value)]);
            foreach (int budget in budgets)
            {
                var models = ModelComparison.Run(table, new ComparisonPlan(budget, HeldOut, Seeds), ModelKinds.All, TimeProvider.System, _ => { }).Models;
                Console.WriteLine(Row($"{file.Split('.')[0]}, {target}", budget, models.Single(model => model.Chosen), [.. models.Where(model => References.Contains(model.Score.Model))]));
            }
        }

        return 0;
    }

    private static string Row(string column, int budget, ModelFigures chosen, ImmutableArray<ModelFigures> references)
    {
        var cells = Figures.Select(figure => (figure.Name, figure.Format, Own: figure.Of(chosen), Best: figure.Sign * references.Max(model => figure.Sign * figure.Of(model)), figure.Sign)).ToList();
        string behind = string.Join(", ", cells.Where(cell => cell.Sign * (cell.Own - cell.Best) < 0).Select(cell => cell.Name));
        string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
        string figures = string.Join(" | ", cells.Select(cell => $"{Text(cell.Own, cell.Format)} ({Text(cell.Best, cell.Format)})"));
        return $"| {column} | {budget} | {figures} | {Text(100 * chosen.Coverage, "0.0")} | {(behind.Length == 0 ? "nothing" : behind)} |";
    }
}
