using System.Text;

namespace EdgeNas.Cli.Views;

/// <summary>A table as aligned text: the same on a terminal, in a file and in a pipe.</summary>
internal static class TextTable
{
    /// <param name="words">Columns that are aligned left; the others hold numbers.</param>
    public static string Write(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows, int words = 1)
    {
        IReadOnlyList<string>[] all = [head, .. rows];
        int[] widths = [.. head.Select((_, column) => all.Max(row => row[column].Length))];
        var text = new StringBuilder();
        for (int row = 0; row < all.Length; row++)
        {
            var cells = all[row].Select((cell, column) => column < words ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            text.AppendLine(string.Join("  ", cells).TrimEnd());
            if (row == 0) text.AppendLine(string.Join("  ", widths.Select(width => new string('─', width))));
        }

        return text.ToString();
    }
}
