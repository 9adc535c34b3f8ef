using System.Diagnostics;
using Akka.Actor;

namespace Compat.Akka.Tests.Persistence;

/// <summary>A process that writes is killed while it writes; what it had been told is stored must be there.</summary>
public sealed class JournalKillTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(400)]
    public async Task Kill9_WhileWriting_LosesNoAcknowledgedEventAndHalfOfNoBatch(int acknowledgements)
    {
        string file = _folder.File("journal.db");
        int acknowledged = 0;
        using (var writer = Process.Start(new ProcessStartInfo("dotnet", [typeof(JournalKillTests).Assembly.Location, JournalWriterProcess.Verb, file])
        {
            RedirectStandardOutput = true,
        })!)
        {
            while (acknowledged < acknowledgements && await writer.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
                acknowledged = int.Parse(line);
            writer.Kill();
            while (await writer.StandardOutput.ReadLineAsync() is { Length: > 0 } line && int.TryParse(line, out int last)) acknowledged = Math.Max(acknowledged, last);
            await writer.WaitForExitAsync();
        }

        Assert.True(acknowledged >= acknowledgements, $"The writer ended after {acknowledged} of {acknowledgements} events.");
        var recovered = await RecoverAsync(file);

        Assert.True(recovered.LastSequenceNr >= acknowledged, $"{acknowledged} events were acknowledged, but only {recovered.LastSequenceNr} recovered.");
        Assert.Equal(Enumerable.Range(1, (int)recovered.LastSequenceNr).Select(n => n.ToString()), recovered.Notes.Texts);
        Assert.Equal(0, recovered.LastSequenceNr % JournalWriterProcess.BatchSize);
    }

    private static async Task<Recovered> RecoverAsync(string file)
    {
        var system = ActorSystem.Create("after", JournalWriterProcess.Hocon(file));
        try
        {
            var recovered = new TaskCompletionSource<Recovered>();
            var probe = system.ActorOf(Props.Create(() => new Reader(recovered)));
            system.ActorOf(LedgerActor.Props(JournalWriterProcess.PersistenceId, probe));
            return await recovered.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
        finally
        {
            await system.Terminate();
        }
    }

    private sealed class Reader : ReceiveActor
    {
        public Reader(TaskCompletionSource<Recovered> recovered)
        {
            Receive<Recovered>(message => recovered.TrySetResult(message));
            Receive<Did>(did => recovered.TrySetException(new InvalidOperationException(did.What)));
        }
    }
}
