using System.Diagnostics;

namespace Compat.Akka.Tests.Persistence.Faults;

/// <summary>A process that writes is killed while it writes; what it had been told is stored must be there.</summary>
public sealed class JournalKillTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(400)]
    public Task Kill9_WhileWriting_LosesNoAcknowledgedEventAndHalfOfNoBatch(int acknowledgements) => KillAsync("journal.db", acknowledgements);

    [Fact]
    public Task Kill9_BetweenWriteAndAcknowledgement_KeepsTheEvent() => KillBeforeAcknowledgementAsync("journal.db", 37);

    // The log is merged into the database file every few hundred events, so these points lie on both sides of that.
    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Kill9_AtManyPoints_LosesNoAcknowledgedEvent()
    {
        for (int point = 0; point < 20; point++)
        {
            await KillAsync($"killed-{point}.db", 1 + (point * 61));
            await KillBeforeAcknowledgementAsync($"unacknowledged-{point}.db", 1 + (point * 53));
        }
    }

    private async Task KillAsync(string name, int acknowledgements)
    {
        string file = _folder.File(name);
        int acknowledged = 0;
        using (var writer = Start(file, JournalWriterProcess.Never))
        {
            while (acknowledged < acknowledgements && await writer.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
                acknowledged = int.Parse(line);
            writer.Kill();
            acknowledged = await RestAsync(writer, acknowledged);
        }

        Assert.True(acknowledged >= acknowledgements, $"The writer ended after {acknowledged} of {acknowledgements} events.");
        Aftermath.Check(await Aftermath.ReadAsync(file, JournalWriterProcess.PersistenceId), acknowledged, JournalWriterProcess.BatchSize, $"killed after {acknowledged}");
    }

    private async Task KillBeforeAcknowledgementAsync(string name, int number)
    {
        string file = _folder.File(name);
        using (var writer = Start(file, number))
        {
            int acknowledged = await RestAsync(writer, 0);
            Assert.Equal(number - 1, acknowledged);
            Assert.NotEqual(0, writer.ExitCode);
        }

        // Its handler had run, so the event was stored.
        Aftermath.Check(await Aftermath.ReadAsync(file, JournalWriterProcess.PersistenceId), number, JournalWriterProcess.BatchSize, $"killed before the acknowledgement of {number}");
    }

    private static Process Start(string file, int killedBefore) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(JournalKillTests).Assembly.Location, JournalWriterProcess.Verb, file, $"{killedBefore}"]) { RedirectStandardOutput = true })!;

    private static async Task<int> RestAsync(Process writer, int acknowledged)
    {
        while (await writer.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { Length: > 0 } line && int.TryParse(line, out int last))
            acknowledged = Math.Max(acknowledged, last);
        await writer.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return acknowledged;
    }
}
