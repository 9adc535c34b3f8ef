using System.Collections.Immutable;
using EdgeNas.Domain;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.LatencyModels.Encoding;

/// <summary>How a table's column is encoded, as the command line says it: <c>nb201:ops</c> is encoder nb201 on column ops.</summary>
/// <param name="Space">For <c>operators</c>: the space whose architectures the column holds.</param>
public sealed record EncodingChoice(string Encoder, string Column, SearchSpace? Space = null)
{
    private const string Base36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>For <c>operators</c>: the columns of latencies, one per device, that one model covers.</summary>
    public ImmutableArray<string> Devices { get; init; } = [];

    /// <summary>The encoders that there are, with what they are for.</summary>
    public static ImmutableArray<(string Name, string Use)> Known { get; } =
    [
        ("nb201", "cells of NAS-Bench-201, six digits"),
        ("onehot", "chains of layers, one digit each"),
        ("chain", "chains of layers, with what neighbouring layers have in common"),
        (OperatorEncoder.EncoderName, "architectures of --space by what their operators cost, as CODE or CODE@SIZE with the image's size; with several columns in --target one model covers all their devices"),
    ];

    /// <exception cref="EdgeNasException">Not of the form ENCODER:COLUMN, or an unknown encoder.</exception>
    public static EncodingChoice Parse(string text)
    {
        string[] parts = text.Split(':', 2);
        if (parts.Length == 2 && parts[1].Length > 0 && Known.Any(known => known.Name == parts[0])) return new EncodingChoice(parts[0], parts[1]);
        throw new EdgeNasException($"--encode {text}: expected ENCODER:COLUMN with one of {string.Join("; ", Known.Select(known => $"{known.Name} ({known.Use})"))}, such as nb201:ops.");
    }

    /// <summary>The architecture that a cell of the column names; with <c>operators</c> its last digit is which of the space's image sizes.</summary>
    /// <exception cref="EdgeNasException">The space is missing, or isn't for that size.</exception>
    public Architecture Read(string text)
    {
        if (Encoder != OperatorEncoder.EncoderName) return new Architecture(text);
        var space = Required();
        string[] parts = text.Split('@', 2);
        int size = parts.Length == 1 ? space.Input.Size : int.TryParse(parts[1], out int number) ? number : -1, index = space.ImageSizes.IndexOf(size);
        return index >= 0
            ? new Architecture(parts[0] + Base36[index])
            : throw new EdgeNasException($"Architecture '{text}' in column '{Column}': space {space.Name} is for images of {string.Join(", ", space.ImageSizes)} pixels, so expected CODE or CODE@SIZE with one of them; add the size to its image-sizes.");
    }

    /// <summary>The architecture on one of the devices: with several, its last digit is which.</summary>
    /// <exception cref="EdgeNasException">The model doesn't cover that device.</exception>
    public Architecture On(Architecture architecture, string device)
    {
        if (Devices.Length < 2) return architecture;
        int index = Devices.IndexOf(device);
        return index >= 0
            ? new Architecture(architecture.Code + Base36[index])
            : throw new EdgeNasException($"--target {device}: the model covers {string.Join(", ", Devices)}; give one of these columns, or fit a model to that one too.");
    }

    /// <summary>The same for a model that covers the devices of these columns.</summary>
    /// <exception cref="EdgeNasException">Several columns, but an encoder that knows nothing of devices.</exception>
    public EncodingChoice Covering(ImmutableArray<string> columns) => columns.Length < 2 || Encoder == OperatorEncoder.EncoderName
        ? this with { Devices = columns }
        : throw new EdgeNasException($"--target {string.Join(' ', columns)}: one model covers several devices with --encode {OperatorEncoder.EncoderName}:{Column} alone; give one column, or that encoding with --space.");

    /// <summary>The encoder for these codes; a chain's alphabet is as large as the largest digit that any code has.</summary>
    /// <exception cref="EdgeNasException">A code is empty, of another length than the first, or has a character that is no digit.</exception>
    public IArchitectureEncoder For(IReadOnlyList<Architecture> architectures)
    {
        if (Encoder == "nb201") return new CellEncoder();
        if (Encoder == OperatorEncoder.EncoderName) return new OperatorEncoder(Required(), Math.Max(1, Devices.Length));
        int length = architectures[0].Length, largest = 1;
        for (int row = 0; row < architectures.Count; row++)
        {
            string code = architectures[row].Code;
            if (code.Length == 0 || code.Length != length) throw new EdgeNasException($"Architecture '{code}' in column '{Column}' has {code.Length} digits, but the first has {length}: a chain has as many digits in every row.");
            foreach (char digit in code)
            {
                int value = Base36.IndexOf(digit);
                largest = Math.Max(largest, value >= 0 ? value : throw new EdgeNasException($"Architecture '{code}' in column '{Column}': '{digit}' is no digit; expected 0 to 9 and a to z, one per layer."));
            }
        }

        return For(length, largest + 1);
    }

    /// <param name="digits">Digits of a code.</param>
    /// <param name="choices">Values of a digit.</param>
    internal IArchitectureEncoder For(int digits, int choices) => Encoder switch
    {
        "nb201" => new CellEncoder(),
        OperatorEncoder.EncoderName => new OperatorEncoder(Required(), Math.Max(1, Devices.Length)),
        "onehot" => new OneHotEncoder([.. Enumerable.Repeat(choices, digits)]),
        _ => new ChainEncoder([.. Enumerable.Repeat(choices, digits)]),
    };

    private SearchSpace Required() => Space ?? throw new EdgeNasException($"--encode {Encoder}:{Column} needs the space of the architectures: give --space, such as --space mobile-28.");
}
