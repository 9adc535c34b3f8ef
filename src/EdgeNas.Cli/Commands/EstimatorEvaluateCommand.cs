using System.Collections.Immutable;
using System.CommandLine;
using EdgeNas.Cli.Views;
using EdgeNas.Domain;
using EdgeNas.Domain.Estimation;
using EdgeNas.Learning.LatencyModels;
using EdgeNas.Learning.LatencyModels.Transfer;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas estimator evaluate</c>: how exact a stored model is on a table, or a model that is fitted to a part of it.</summary>
internal static class EstimatorEvaluateCommand
{
    public static Command Create()
    {
        var options = new TableOptions();
        var model = new Option<string?>("--model") { Description = "A model that `estimator fit` wrote: judged on the table's rows that it was not fitted to. Without it a model is fitted to --train rows and judged on held-out ones.", HelpName = "FILE" };
        var kind = new Option<string>("--kind") { Description = $"Without --model: {string.Join(", ", ModelKinds.All.Select(known => known.Name))}.", HelpName = "MODEL", DefaultValueFactory = _ => ModelKinds.All[0].Name };
        var from = new Option<string?>("--from") { Description = "Without --model: another board's model, to start from with few rows.", HelpName = "FILE" };
        var json = CommonOptions.Json();
        var command = new Command("evaluate", "Judge one latency model on a table.") { options.Table, options.Encode, options.Space, options.Target, options.Train, options.Seeds, options.HeldOut, model, kind, from, json };
        command.SetAction(parsed =>
        {
            var comparisons = parsed.GetValue(model) is { } path ? [Stored(parsed, options, path, out var table)] : Fitted(parsed, options, parsed.GetValue(from) is { } other ? new TransferModel(ModelFile.Load(other)) : ModelKinds.Find(parsed.GetRequiredValue(kind)), out table);
            ProgressLine.Clear();
            if (parsed.GetValue(json)) EstimatorCompareCommand.PrintJson(comparisons);
            else EstimatorCompareCommand.Print(table, comparisons);
            return ExitCodes.Success;
        });
        return command;
    }

    private static ImmutableArray<Comparison> Fitted(ParseResult parsed, TableOptions options, ILatencyModel kind, out LoadedTable table)
    {
        var loaded = table = options.Load(parsed);
        return [.. options.Plans(parsed, loaded).Select(plan => ModelComparison.Run(loaded.Samples, plan, [kind], TimeProvider.System, ProgressLine.Show))];
    }

    private static Comparison Stored(ParseResult parsed, TableOptions options, string path, out LoadedTable table)
    {
        var file = ModelFile.Load(path);
        var model = file.Model;
        table = options.Load(parsed, file.Encoding, model.Data.Set.Encoder);
        var known = model.Data.Set.Architectures.ToHashSet();
        var samples = table.Samples;
        var judges = samples.Rows([.. Enumerable.Range(0, samples.Set.Count).Where(row => !known.Contains(samples.Set.Architectures[row]))]);
        if (judges.Set.Count == 0) throw new EdgeNasException($"Model {path} was fitted to all {samples.Set.Count} architectures of {table.Paths}: there is nothing left to judge it by; give another table, or fit with --train.");
        var predicted = model.Predict(judges.Set);
        var score = EstimatorMetrics.Score(model.Kind.Name, judges.Milliseconds.AsSpan(), [.. predicted.Select(p => p.Milliseconds)]);
        double inside = predicted.Zip(judges.Milliseconds, (p, ms) => ms >= p.Low && ms <= p.High).Count(covered => covered) / (double)predicted.Length;
        return new Comparison(new ComparisonPlan(model.Data.Set.Count, judges.Set.Count, 1), [new ModelFigures(score, model.Kind.Description, inside, 0, true)], []);
    }
}
