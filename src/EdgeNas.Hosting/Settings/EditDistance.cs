namespace EdgeNas.Hosting.Settings;

/// <summary>Finds the name that was probably meant.</summary>
internal static class EditDistance
{
    public static string Nearest(string name, IEnumerable<string> known) => known.MinBy(candidate => Of(name, candidate))!;

    /// <summary>Letters to insert, delete or replace (Levenshtein); O(n·m).</summary>
    public static int Of(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
