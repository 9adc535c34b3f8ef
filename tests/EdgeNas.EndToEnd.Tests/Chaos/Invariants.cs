namespace EdgeNas.EndToEnd.Tests.Chaos;

/// <summary>What has to hold in the journal, whatever happened.</summary>
internal static class Invariants
{
    /// <summary>
    /// The events of every search have the numbers from 1 without a gap and without a second, none differs in two searches of the same kind (a result that was applied twice, or a
    /// job that was lost, would), and no leader has written after its successor.
    /// </summary>
    public static async Task AssertAsync(ChaosJournal journal, IReadOnlyList<string> searches)
    {
        var rows = await journal.QueryAsync(
            "SELECT persistence_id, sequence_number, manifest, writer_uuid FROM journal ORDER BY ordering",
            row => (Id: row.GetString(0), Number: row.GetInt64(1), Manifest: row.GetString(2), Writer: row.GetString(3)));
        foreach (var stream in rows.GroupBy(row => row.Id))
        {
            Assert.Equal(Enumerable.Range(1, stream.Count()).Select(number => (long)number), stream.Select(row => row.Number));
            string[] writers = [.. stream.Select(row => row.Writer)];
            int changes = writers.Zip(writers.Skip(1)).Count(pair => pair.First != pair.Second);
            Assert.True(changes == writers.Distinct().Count() - 1, $"{stream.Key}: a writer has written again after its successor");
        }

        var kinds = searches.Select(search => Kinds(rows.Where(row => row.Id == $"search-{search}").Select(row => row.Manifest))).ToArray();
        foreach (var kind in kinds) Assert.Equal(kinds[0], kind);
        foreach (var ((lease, epoch), holders) in journal.Holders) Assert.True(holders.Length == 1, $"epoch {epoch} of {lease} was held by {string.Join(" and ", holders)}");
    }

    private static IEnumerable<string> Kinds(IEnumerable<string> manifests) => manifests.CountBy(manifest => manifest).Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal);
}
