using Akka.Actor;

namespace Compat.Akka.Tests.Persistence.Faults;

/// <summary>The log ends at any byte, in garbage or in zeros: what was acknowledged before is there.</summary>
public sealed class TornLogTests : IDisposable
{
    private const int PageSize = 4096;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(30, 1)]
    public Task Open_LogCutOrTorn_HoldsEveryAcknowledgedEvent(int points, int seed) => CheckAsync(points, seed);

    [Theory]
    [Trait("Speed", "Slow")]
    [InlineData(430, 2)]
    [InlineData(430, 3)]
    public Task Open_LogCutOrTornAtManyPoints_HoldsEveryAcknowledgedEvent(int points, int seed) => CheckAsync(points, seed);

    private async Task CheckAsync(int points, int seed)
    {
        var journal = await RecordedJournal.WriteAsync(_folder);
        var random = new Random(seed);
        bool anyAcknowledged = false;
        for (int point = 0; point < points; point++)
        {
            int length = random.Next(journal.LogLength + 1);
            int torn = point % 3 == 1 ? random.Next(Math.Min(length, PageSize) + 1) : 0;
            int padding = point % 3 == 2 ? random.Next(3 * PageSize) : 0;
            string file = _folder.File($"{point}.db");
            journal.Restore(file, length, torn, padding, seed + point);

            var system = ActorSystem.Create("after", Aftermath.Hocon(file));
            try
            {
                foreach (string ledger in RecordedJournal.Ledgers)
                {
                    int acknowledged = journal.Acknowledged(ledger, length - torn);
                    anyAcknowledged |= acknowledged > 0;
                    var recovered = await Aftermath.ReadAsync(system, ledger);
                    Aftermath.Check(recovered, acknowledged, RecordedJournal.BatchSize, $"seed {seed}, point {point}, ledger {ledger}, log cut at {length}, {torn} torn, {padding} zeros");
                }
            }
            finally
            {
                await system.Terminate();
            }
        }

        Assert.True(anyAcknowledged, "No point came after an acknowledgement, so nothing was tested.");
    }
}
