using System.CommandLine;
using EdgeNas.Cli.Views;
using EdgeNas.Domain;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Tables;
using EdgeNas.Learning.LatencyModels;
using EdgeNas.Learning.LatencyModels.Encoding;
using EdgeNas.Learning.LatencyModels.Transfer;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas estimator fit</c>: fits a model to a table and stores it; with <c>--predict</c>, predicts the architectures of another.</summary>
internal static class EstimatorFitCommand
{
    private const string Auto = "auto";

    public static Command Create()
    {
        var options = new TableOptions();
        var kind = new Option<string>("--kind") { Description = $"auto (the best by cross-validation), {string.Join(", ", ModelKinds.All.Select(model => model.Name))}.", HelpName = "MODEL", DefaultValueFactory = _ => Auto };
        var seed = new Option<long>("--seed") { Description = "Draws the rows of --train, and all chance in fitting.", DefaultValueFactory = _ => 0 };
        var output = new Option<string?>("--out") { Description = "Where to write the model; TARGET.model.json by default (several joined by +).", HelpName = "FILE" };
        var predict = new Option<string?>("--predict") { Description = "Table whose architectures are predicted, as CSV on standard output; it needs the encoded column alone.", HelpName = "FILE.csv[.gz]" };
        var from = new Option<string?>("--from") { Description = "Another board's model, to start from with few rows; left out again, with a word, where it doesn't help.", HelpName = "FILE" };
        var json = CommonOptions.Json();
        var command = new Command("fit", "Fit a latency model to a table, and write it to a file.") { options.Table, options.Encode, options.Space, options.Target, options.Train, kind, from, seed, output, predict, json };
        command.SetAction(parsed =>
        {
            var table = options.Load(parsed);
            long draw = parsed.GetValue(seed);
            var data = Drawn(table.Samples, parsed.GetRequiredValue(options.Train), draw);
            string wanted = parsed.GetRequiredValue(kind);
            ProgressLine.Show($"fitting to {data.Set.Count} rows");
            ILatencyModel[] kinds = parsed.GetValue(from) is { } other ? [new TransferModel(ModelFile.Load(other))] : wanted == Auto ? [.. ModelKinds.All] : [ModelKinds.Find(wanted)];
            var model = CalibratedModel.FitAll(kinds, data, purpose => new SeedStream(draw, $"table/{purpose}"))[0];
            ProgressLine.Clear();
            if (TransferModel.Verdict(model) is { } verdict) Console.Error.WriteLine(verdict);
            string path = parsed.GetValue(output) ?? $"{table.Target.Replace(',', '+')}.model.json";
            OutputFile.Write(path, new ModelFile(table.Encoding, table.Target, model).ToJson());
            Console.Error.WriteLine($"{model.Kind.Name}, fitted to {data.Set.Count} rows of {table.Target}: {path}");
            if (parsed.GetValue(predict) is { } file) Predict(model, table.Encoding, MeasuredTable.Load(file), parsed.GetValue(json));
            return ExitCodes.Success;
        });
        return command;
    }

    private static TrainingSet Drawn(TrainingSet samples, int[] train, long seed)
    {
        if (train.Length == 0) return samples;
        if (train.Length > 1) throw new EdgeNasException($"--train is given {train.Length} times: fit makes one model; give it once.");
        if (train[0] < CalibratedModel.LeastSamples || train[0] > samples.Set.Count) throw new EdgeNasException($"--train {train[0]}: expected {CalibratedModel.LeastSamples} to {samples.Set.Count}, the measured rows of the table.");
        int[] rows = [.. Enumerable.Range(0, samples.Set.Count)];
        new SeedStream(seed, "table/rows").Shuffle(rows.AsSpan());
        return samples.Rows(rows[..train[0]]);
    }

    private static void Predict(CalibratedModel model, EncodingChoice encoding, MeasuredTable table, bool json)
    {
        var codes = table.Texts(encoding.Column);
        var asked = (from device in encoding.Devices from code in codes select (Device: device, Code: code)).ToList();
        var set = EncodedSet.Of(model.Data.Set.Encoder, [.. asked.Select(one => encoding.On(encoding.Read(one.Code), one.Device))]);
        var predictions = model.Predict(set).Zip(asked, (prediction, one) => (one.Device, one.Code, prediction)).ToList();
        if (json)
        {
            SearchOutput.Json(predictions.Select(p => new { Architecture = p.Code, Target = p.Device, p.prediction.Milliseconds, p.prediction.Low, p.prediction.High }));
            return;
        }

        bool several = encoding.Devices.Length > 1;
        Console.WriteLine($"{encoding.Column},{(several ? "target," : "")}predicted_ms,low_ms,high_ms");
        foreach (var (device, code, p) in predictions) Console.WriteLine($"{code},{(several ? $"{device}," : "")}{p.Milliseconds:G6},{p.Low:G6},{p.High:G6}");
    }
}
