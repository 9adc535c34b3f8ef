using System.CommandLine;
using EdgeNas.Cli.Views;
using EdgeNas.Domain;
using EdgeNas.Domain.Spaces;
using EdgeNas.Hosting.Results;
using EdgeNas.Hosting.Settings;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas space show FILE</c>: a search space and what its networks cost.</summary>
internal static class SpaceCommands
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Path of a space file, or a name in hocon/spaces." };
        var code = new Option<string?>("--architecture") { Description = "Show this architecture alone.", HelpName = "CODE" };
        var size = new Option<int?>("--input") { Description = "Width of the image in pixels; otherwise the space's own.", HelpName = "SIZE" };
        var json = CommonOptions.Json();
        var show = new Command("show", "Print a space's layers, its size, and multiply-adds and parameters of its networks.") { file, code, size, json };
        show.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            var space = SpaceFile.Load(Installation.SpaceFile(path));
            var input = parsed.GetValue(size) is { } pixels ? space.Input with { Size = CheckSize(pixels) } : space.Input;
            var costs = SpaceCosts.Of(space, input);
            Architecture? architecture = parsed.GetValue(code) is { } text ? Architecture.Parse(text, space) : null;
            if (parsed.GetValue(json)) PrintJson(costs, architecture);
            else PrintText(costs, architecture);
            return ExitCodes.Success;
        });
        return new Command("space", "Look at search spaces.") { show };
    }

    private static int CheckSize(int pixels) => pixels is >= 1 and <= 4096 ? pixels : throw new EdgeNasException($"--input {pixels}: expected a width from 1 to 4096 pixels.");

    private static void PrintText(SpaceCosts costs, Architecture? architecture)
    {
        var space = costs.Space;
        Console.WriteLine($"{space.Name}: {Size(costs)} architectures, {space.Searchable.Length} searchable layers of {space.Layers.Length}, input {costs.Input}");
        Console.WriteLine();
        Console.Write(TextTable.Write(
            ["layer", "digit", "in → out", "stride", "image", architecture is null ? "choices" : "choice", "multiply-adds", "parameters"],
            costs.Layers.Select(layer => Row(layer, architecture)),
            words: 6));
        Console.WriteLine();
        if (architecture is { } one)
        {
            var (multiplyAdds, parameters) = costs.Of(one);
            Console.WriteLine($"{one}: {multiplyAdds:N0} multiply-adds, {parameters:N0} parameters (stem, head and classifier: {costs.FixedMultiplyAdds:N0} and {costs.FixedParameters:N0})");
        }
        else
        {
            Console.WriteLine($"multiply-adds: {Range(costs, choice => choice.MultiplyAdds, costs.FixedMultiplyAdds)}");
            Console.WriteLine($"parameters:    {Range(costs, choice => choice.Parameters, costs.FixedParameters)}");
        }
    }

    private static string[] Row(LayerCost layer, Architecture? architecture)
    {
        var shown = architecture is { } one ? [layer.Choices[layer.Digit is { } digit ? one[digit] : 0]] : layer.Choices;
        string Span(Func<ChoiceCost, long> of) => shown.Min(of) == shown.Max(of) ? Figures.Count(shown.Min(of)) : $"{Figures.Count(shown.Min(of))} – {Figures.Count(shown.Max(of))}";
        return
        [
            $"{layer.Index}", layer.Digit is { } position ? $"{position + 1}" : "", $"{layer.Layer.In} → {layer.Layer.Out}", $"{layer.Layer.Stride}", $"{layer.InSize} → {layer.OutSize}",
            string.Join(" ", shown.Select(choice => choice.Choice.Name)), Span(choice => choice.MultiplyAdds), Span(choice => choice.Parameters),
        ];
    }

    private static string Size(SpaceCosts costs) => costs.Space.Count < 1_000_000 ? $"{costs.Space.Count:N0}" : $"{(double)costs.Space.Count:0.00e0}";

    private static string Range(SpaceCosts costs, Func<ChoiceCost, long> of, long @fixed) =>
        $"{@fixed + costs.Layers.Sum(layer => layer.Choices.Min(of)):N0} (smallest) to {@fixed + costs.Layers.Sum(layer => layer.Choices.Max(of)):N0} (largest)";

    private static void PrintJson(SpaceCosts costs, Architecture? architecture) => SearchOutput.Json(new
    {
        costs.Space.Name,
        costs.Input,
        Architectures = $"{costs.Space.Count}",
        costs.FixedMultiplyAdds,
        costs.FixedParameters,
        Smallest = new { MultiplyAdds = costs.FixedMultiplyAdds + costs.Layers.Sum(layer => layer.Choices.Min(c => c.MultiplyAdds)), Parameters = costs.FixedParameters + costs.Layers.Sum(layer => layer.Choices.Min(c => c.Parameters)) },
        Largest = new { MultiplyAdds = costs.FixedMultiplyAdds + costs.Layers.Sum(layer => layer.Choices.Max(c => c.MultiplyAdds)), Parameters = costs.FixedParameters + costs.Layers.Sum(layer => layer.Choices.Max(c => c.Parameters)) },
        Architecture = architecture is { } one ? new { Code = one.Code, costs.Of(one).MultiplyAdds, costs.Of(one).Parameters } : null,
        Layers = costs.Layers.Select(layer => new
        {
            layer.Index,
            layer.Digit,
            layer.Layer.In,
            layer.Layer.Out,
            layer.Layer.Stride,
            layer.InSize,
            layer.OutSize,
            Choices = layer.Choices.Select(choice => new { choice.Choice.Name, choice.MultiplyAdds, choice.Parameters, Chosen = architecture is { } a ? layer.Choices.IndexOf(choice) == (layer.Digit is { } digit ? a[digit] : 0) : (bool?)null }),
        }),
    });
}
