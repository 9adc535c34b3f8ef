using System.Collections.Immutable;
using EdgeNas.Domain;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.LatencyModels.Encoding;

/// <summary>How a table's column is encoded, as the command line says it: <c>nb201:ops</c> is encoder nb201 on column ops.</summary>
public sealed record EncodingChoice(string Encoder, string Column)
{
    private const string Base36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>The encoders that there are, with what they are for.</summary>
    public static ImmutableArray<(string Name, string Use)> Known { get; } =
    [
        ("nb201", "cells of NAS-Bench-201, six digits"),
        ("onehot", "chains of layers, one digit each"),
        ("chain", "chains of layers, with what neighbouring layers have in common"),
    ];

    /// <exception cref="EdgeNasException">Not of the form ENCODER:COLUMN, or an unknown encoder.</exception>
    public static EncodingChoice Parse(string text)
    {
        string[] parts = text.Split(':', 2);
        if (parts.Length == 2 && parts[1].Length > 0 && Known.Any(known => known.Name == parts[0])) return new EncodingChoice(parts[0], parts[1]);
        throw new EdgeNasException($"--encode {text}: expected ENCODER:COLUMN with one of {string.Join("; ", Known.Select(known => $"{known.Name} ({known.Use})"))}, such as nb201:ops.");
    }

    /// <summary>The encoder for these codes; a chain's alphabet is as large as the largest digit that any code has.</summary>
    /// <exception cref="EdgeNasException">A code is empty, of another length than the first, or has a character that is no digit.</exception>
    public IArchitectureEncoder For(IReadOnlyList<Architecture> architectures)
    {
        if (Encoder == "nb201") return new CellEncoder();
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
        "onehot" => new OneHotEncoder([.. Enumerable.Repeat(choices, digits)]),
        _ => new ChainEncoder([.. Enumerable.Repeat(choices, digits)]),
    };
}
