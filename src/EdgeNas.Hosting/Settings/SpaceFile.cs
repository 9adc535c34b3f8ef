using System.Collections.Immutable;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Hosting.Settings;

/// <summary>Reads a search space from its HOCON file, such as <c>hocon/spaces/mobile-28.conf</c>.</summary>
public static class SpaceFile
{
    /// <summary>One digit of an architecture's code has 36 values.</summary>
    private const int MaximumChoices = 36;

    private static readonly string[] Kinds = ["chain", CellSpace.Name];

    private static readonly string[] Keys =
    [
        "name", "kind", "input.channels", "input.size", "input.classes", "image-sizes", "stem.channels", "stem.stride", "choices", "layers", "head.channels", "head.features", "head.dropout",
    ];

    private static readonly string[] LayerKeys = ["in", "out", "stride", "size", "repeat", "choices"];

    /// <exception cref="SettingsException">The file is wrong, or its layers don't connect: all problems at once.</exception>
    public static SearchSpace Load(string path)
    {
        var reader = new SettingsReader([SettingsSource.File(path)]);
        string name = reader.Text("name", "a name");
        if (reader.Has("kind") && reader.OneOf("kind", Kinds) == CellSpace.Name)
        {
            reader.RefuseUnknown(["name", "kind"]);
            reader.ThrowIfAny();
            return CellSpace.Space with { Name = name };
        }

        var input = new InputShape(reader.Whole("input.channels", 1, 1024), reader.Whole("input.size", 1, 4096), reader.Whole("input.classes", 2, 100_000));
        var sizes = reader.List<int>("image-sizes", "a list of sizes in pixels, such as [28, 32]", text => (int?)SettingsReader.NumberIn(text, 1, 4096));
        int stemChannels = reader.Whole("stem.channels", 1, 65_536), stemStride = reader.Whole("stem.stride", 1, 2);
        var choices = ReadChoices(reader, "choices", "choices");
        var layers = ReadLayers(reader, choices, stemChannels, (input.Size + stemStride - 1) / stemStride);
        int headChannels = reader.Whole("head.channels", 1, 65_536), headFeatures = reader.Whole("head.features", 0, 65_536);
        double dropout = reader.Share("head.dropout", 0, 0.95);
        reader.RefuseUnknown(Keys);
        reader.ThrowIfAny();
        return new SearchSpace(name, input, sizes, stemChannels, stemStride, layers, headChannels, headFeatures, dropout);
    }

    private static ImmutableArray<SpaceLayer> ReadLayers(SettingsReader reader, ImmutableArray<LayerChoice> common, int channels, int size)
    {
        var layers = ImmutableArray.CreateBuilder<SpaceLayer>();
        var entries = reader.Objects("layers", "a layer such as { in = 16, out = 24, stride = 2 }");
        for (int i = 0; i < entries.Length; i++)
        {
            var entry = entries[i];
            string title = $"layers[{i}]";
            int before = layers.Count == 0 ? channels : layers[^1].Out;
            string giver = layers.Count == 0 ? "the stem" : "the layer before it";
            int entering = entry.Whole("in", 1, 65_536), leaving = entry.Whole("out", 1, 65_536), stride = entry.Whole("stride", 1, 2);
            int repeat = entry.Has("repeat") ? entry.Whole("repeat", 1, 1000) : 1;
            if (entry.Has("in") && entering != before) entry.Report("in", $"{title}.in = {entering}: {giver} gives {before} channels, so this layer doesn't connect; expected {before}");
            if (entry.Has("size") && entry.Whole("size", 1, 4096) is var stated && stated != size) entry.Report("size", $"{title}.size = {stated}: the image that enters this layer is {size} pixels wide; expected {size}");
            if (repeat > 1 && (entering != leaving || stride != 1)) entry.Report("repeat", $"{title}.repeat = {repeat}: only a layer that keeps its shape (in = out, stride = 1) can be repeated");
            var choices = entry.Has("choices") ? ReadChoices(entry, "choices", $"{title}.choices") : common;
            entry.RefuseUnknown(LayerKeys);
            layers.AddRange(Enumerable.Repeat(new SpaceLayer(entering, leaving, stride, choices), repeat));
            size = (size + stride - 1) / stride;
        }

        if (layers.Count == 0) reader.Report("layers", "layers is empty: expected at least one layer");
        return layers.ToImmutable();
    }

    private static ImmutableArray<LayerChoice> ReadChoices(SettingsReader reader, string key, string title)
    {
        const string Expected = "k<odd kernel>e<expansion> such as k3e6, or skip";
        var names = reader.Texts(key, $"a list of choices: {Expected}");
        var choices = ImmutableArray.CreateBuilder<LayerChoice>();
        foreach (string name in names)
        {
            if (LayerChoice.Parse(name) is not { } choice) reader.Report(key, $"{title} has '{name}': expected {Expected}");
            else if (choices.Contains(choice)) reader.Report(key, $"{title} has '{name}' twice");
            else choices.Add(choice);
        }

        if (names.Length > MaximumChoices) reader.Report(key, $"{title} has {names.Length} choices: a layer can have {MaximumChoices}, one per digit of an architecture's code");
        if (names.IsEmpty && reader.Has(key)) reader.Report(key, $"{title} is empty: expected at least one of {Expected}");
        return choices.ToImmutable();
    }
}
