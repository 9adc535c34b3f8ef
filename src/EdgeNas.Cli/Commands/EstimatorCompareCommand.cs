using System.CommandLine;
using EdgeNas.Cli.Views;
using EdgeNas.Hosting.Report;
using EdgeNas.Learning.LatencyModels;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas estimator compare</c>: all models on the same rows of a table.</summary>
internal static class EstimatorCompareCommand
{
    public static Command Create()
    {
        var options = new TableOptions();
        var report = new Option<string?>("--report") { Description = "Where to write the HTML report; runs/estimator/TARGET.html by default.", HelpName = "FILE" };
        var json = CommonOptions.Json();
        var command = new Command("compare", "Judge all latency models on held-out rows of a table.")
        {
            options.Table, options.Encode, options.Space, options.Target, options.Train, options.Seeds, options.HeldOut, report, json,
        };
        command.SetAction(parsed =>
        {
            var table = options.Load(parsed);
            var comparisons = options.Plans(parsed, table).Select(plan => ModelComparison.Run(table.Samples, plan, ModelKinds.All, TimeProvider.System, ProgressLine.Show)).ToList();
            ProgressLine.Clear();
            if (parsed.GetValue(json)) PrintJson(comparisons);
            else Print(table, comparisons);
            string path = parsed.GetValue(report) ?? Path.Combine("runs", "estimator", $"{string.Concat(table.Target.Where(c => char.IsLetterOrDigit(c) || c is '_' or '-'))}.html");
            OutputFile.Write(path, ComparisonPage.Write(table.Names, table.Target, table.Encoding.ToString(), comparisons));
            (parsed.GetValue(json) ? Console.Error : Console.Out).WriteLine(path);
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>What <c>evaluate</c> prints too.</summary>
    public static void Print(LoadedTable table, IReadOnlyList<Comparison> comparisons)
    {
        Console.WriteLine($"{table.Target} of {table.Names}: {table.Samples.Set.Count} measured rows of {table.Rows}, encoded as {table.Encoding.Encoder}");
        foreach (var comparison in comparisons)
        {
            var plan = comparison.Plan;
            Console.WriteLine();
            Console.WriteLine($"{plan.Training} rows to fit, {plan.HeldOut} held out, mean of {plan.Seeds} {(plan.Seeds == 1 ? "seed" : "seeds")}");
            Console.Write(TextTable.Write(ComparisonTable.Head, comparison.Models.Select(ComparisonTable.Row)));
        }

        Console.WriteLine();
        foreach (var model in comparisons[0].Models) Console.WriteLine($"{model.Score.Model}: {model.Description}{(model.Chosen ? " (* what automatic choice takes, by cross-validation on the rows to fit)" : "")}");
    }

    public static void PrintJson(IEnumerable<Comparison> comparisons) => SearchOutput.Json(comparisons.SelectMany(comparison => comparison.Models.Select(model => new
    {
        Model = model.Score.Model,
        Train = comparison.Plan.Training,
        model.Score.Spearman,
        model.Score.Kendall,
        Rmse = model.Score.RmseMilliseconds,
        Mape = 100 * model.Score.Mape,
        Within5 = 100 * model.Score.Within5Percent,
        Within10 = 100 * model.Score.Within10Percent,
        model.Chosen,
        Coverage90 = 100 * model.Coverage,
        comparison.Plan.HeldOut,
        comparison.Plan.Seeds,
        FitSeconds = model.Seconds,
    })));
}
