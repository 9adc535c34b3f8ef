using System.CommandLine;
using EdgeNas.Cli.Views;
using EdgeNas.Hosting.Report;
using EdgeNas.Learning.LatencyModels;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas estimator active</c>: what choosing the next measurements by the estimator's doubt gains on a table.</summary>
internal static class EstimatorActiveCommand
{
    private static readonly int[] Sizes = [50, 100, 200, 400];

    public static Command Create()
    {
        var options = new TableOptions();
        var batch = new Option<int>("--batch") { Description = "Measurements chosen at once, as estimator.extra-architectures of a search.", HelpName = "N", DefaultValueFactory = _ => 20 };
        var json = CommonOptions.Json();
        var command = new Command("active", "Compare measurements that a search's estimator chooses, where it is least sure, with uniformly drawn ones.")
        {
            options.Table, options.Encode, options.Space, options.Target, options.Train, options.Seeds, options.HeldOut, batch, json,
        };
        command.SetAction(parsed =>
        {
            var table = options.Load(parsed);
            var first = options.Plans(parsed, table)[0];
            int[] sizes = parsed.GetRequiredValue(options.Train) is { Length: > 0 } given ? given : Sizes;
            var figures = SamplingComparison.Run(table.Samples, new SamplingPlan([.. sizes], parsed.GetValue(batch), first.HeldOut, first.Seeds), ProgressLine.Show);
            ProgressLine.Clear();
            if (parsed.GetValue(json))
            {
                SearchOutput.Json(figures.Select(one => new
                {
                    one.Sampling,
                    Train = one.Measurements,
                    one.Score.Spearman,
                    one.Score.Kendall,
                    Rmse = one.Score.RmseMilliseconds,
                    Mape = 100 * one.Score.Mape,
                    Within5 = 100 * one.Score.Within5Percent,
                    Within10 = 100 * one.Score.Within10Percent,
                }));
                return ExitCodes.Success;
            }

            Console.WriteLine($"{table.Target} of {table.Names}: a search's estimator, {first.HeldOut} rows held out, mean of {first.Seeds} {(first.Seeds == 1 ? "seed" : "seeds")}");
            Console.WriteLine();
            Console.Write(TextTable.Write(
                ["sampling", "measurements", .. ComparisonTable.ScoreHead],
                figures.Select(one => (IReadOnlyList<string>)[one.Sampling, $"{one.Measurements}", .. ComparisonTable.Score(one.Score)])));
            return ExitCodes.Success;
        });
        return command;
    }
}
