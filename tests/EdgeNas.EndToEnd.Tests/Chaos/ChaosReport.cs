using System.Globalization;
using System.Text;
using EdgeNas.Actors.Protocol;

namespace EdgeNas.EndToEnd.Tests.Chaos;

/// <summary>What happened, and how long the cluster took to get over it.</summary>
internal sealed class ChaosReport
{
    private readonly List<(string Fault, bool Happened, TimeSpan Lasted, TimeSpan Recovery)> _rows = [];

    /// <param name="happened">Whether it had an effect at all.</param>
    /// <param name="recovery">From the fault's end until all nodes were back and a search had stored something new.</param>
    public void Note(string fault, bool happened, TimeSpan lasted, TimeSpan recovery) => _rows.Add((fault, happened, lasted, recovery));

    /// <summary>The last fault in a line.</summary>
    public string Last => string.Create(CultureInfo.InvariantCulture, $"{_rows[^1].Fault}{(_rows[^1].Happened ? "" : " (without effect)")}: lasted {_rows[^1].Lasted.TotalSeconds:0.0} s, over {_rows[^1].Recovery.TotalSeconds:0.0} s later");

    public bool Has(string fault) => _rows.Any(row => row.Fault == fault && row.Happened);

    public int Happened => _rows.Count(row => row.Happened);

    /// <param name="counts">Of the brokers.</param>
    public string Text(int seed, int searches, BrokerCounts counts, int epochs, TimeSpan standstill, TimeSpan took)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {seed}: {_rows.Count} faults, of which {Happened} took effect, in {searches} searches and {took.TotalSeconds:0} s");
        foreach (var kind in _rows.GroupBy(row => row.Fault).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var recoveries = kind.Select(row => row.Recovery.TotalSeconds).Order().ToArray();
            text.AppendLine(CultureInfo.InvariantCulture, $"  {kind.Key,-50} {kind.Count(row => row.Happened),3} of {kind.Count(),3}   recovered in {recoveries[recoveries.Length / 2],5:0.0} s, {recoveries[^1],5:0.0} s at worst");
        }

        double repeated = counts.Stored == 0 ? 0 : 100.0 * (counts.Given - counts.Stored) / counts.Stored;
        text.AppendLine(CultureInfo.InvariantCulture, $"  worst recovery {_rows.Max(row => row.Recovery).TotalSeconds:0.0} s; longest time without a new event {standstill.TotalSeconds:0.0} s; {epochs} leaders, one after the other");
        text.AppendLine(CultureInfo.InvariantCulture, $"  {counts.Given} attempts for {counts.Stored} stored results: {repeated:0.0} % of the work repeated ({counts.Lost} lost, {counts.Late} late, {counts.Refused} refused, {counts.Poisoned} poisoned)");
        return text.ToString();
    }
}
