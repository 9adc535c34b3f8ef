using System.Threading.Channels;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Compat.Akka.Tests.Actor;

namespace Compat.Akka.Tests.Event;

public sealed class DeadLetterLogTests
{
    private const string Advice = "This logging can be turned off or adjusted with configuration settings 'akka.log-dead-letters' and 'akka.log-dead-letters-during-shutdown'.";

    [Fact]
    public async Task DeadLetter_IsLoggedWithSenderRecipientAndCount()
    {
        await using var log = await Log.OpenAsync("");
        var gone = log.System.ActorOf(Props.Empty, "gone");
        await gone.GracefulStop(Log.Patience);
        gone.Tell("lost", log.Reader);
        string line = await log.NextAsync();
        Assert.StartsWith($"Message [String] from {log.Reader} to {gone} was not delivered. [1] dead letters encountered.", line, StringComparison.Ordinal);
        Assert.Contains(Advice, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeadLetter_FromNobody_NamesNoSender()
    {
        await using var log = await Log.OpenAsync("");
        log.System.DeadLetters.Tell("lost", ActorRefs.NoSender);
        Assert.StartsWith("Message [String] to [akka://logging/deadLetters] was not delivered. [1] dead letters encountered.", await log.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnhandledAndDropped_AreLoggedAndCountedAsWell()
    {
        await using var log = await Log.OpenAsync("");
        var actor = log.System.ActorOf(Scripted.Props(), "deaf");
        actor.Tell(5, ActorRefs.NoSender);
        Assert.StartsWith($"Message [Int32] to {actor} was unhandled. [1] dead letters encountered. {Advice}", await log.NextAsync(), StringComparison.Ordinal);
        log.System.EventStream.Publish(new Dropped("text", "Because", actor));
        Assert.StartsWith($"Message [String] to {actor} was dropped. Because. [2] dead letters encountered. {Advice}", await log.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LimitReached_SuspendsAndTellsHowManyWereNotLogged()
    {
        await using var log = await Log.OpenAsync("akka.log-dead-letters = 2\nakka.log-dead-letters-suspend-duration = 300ms");
        for (int index = 0; index < 5; index++) log.System.DeadLetters.Tell("lost", ActorRefs.NoSender);
        Assert.Contains("[1] dead letters encountered. ", await log.NextAsync(), StringComparison.Ordinal);
        Assert.Contains("[2] dead letters encountered, no more dead letters will be logged in next [00:00:00.3000000].", await log.NextAsync(), StringComparison.Ordinal);
        string line;
        int sent = 5;
        do
        {
            await Task.Delay(20);
            log.System.DeadLetters.Tell("lost", ActorRefs.NoSender);
            sent++;
        }
        while (!log.TryNext(out line!));
        Assert.Matches(@"\[\d+\] dead letters encountered, of which \d+ were not logged. The counter will be reset now", line);
        log.System.DeadLetters.Tell("lost", ActorRefs.NoSender);
        Assert.Contains("[1] dead letters encountered. ", await log.NextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("off", 0)]
    [InlineData("0", 0)]
    [InlineData("on", 12)]
    [InlineData("3", 3)]
    public async Task Limit_OfTheConfiguration_IsKept(string limit, int expected)
    {
        await using var log = await Log.OpenAsync($"akka.log-dead-letters = {limit}\nakka.log-dead-letters-suspend-duration = infinite");
        for (int index = 0; index < 12; index++) log.System.DeadLetters.Tell("lost", ActorRefs.NoSender);
        for (int index = 0; index < expected; index++) Assert.Contains($"[{index + 1}] dead letters", await log.NextAsync(), StringComparison.Ordinal);
        log.System.Log.Info("end");
        Assert.Equal("end", await log.NextAsync());
    }

    /// <summary>A system whose Info lines the test reads.</summary>
    private sealed class Log : IAsyncDisposable
    {
        public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        private Log(string config) =>
            System = ActorSystem.Create("logging", ConfigurationFactory.ParseString(config + "\nakka.loglevel = INFO\nakka.stdout-loglevel = OFF\nakka.loggers = []"));

        public ActorSystem System { get; }

        public IActorRef Reader { get; private set; } = null!;

        public static async Task<Log> OpenAsync(string config)
        {
            var log = new Log(config);
            var writer = log._lines.Writer;
            log.Reader = log.System.ActorOf(Props.Create(() => new ReaderActor(writer)), "reader");
            await log.System.ActorSelection("/system/deadLetterListener").Ask<ActorIdentity>(new Identify(0), Patience);
            log.System.EventStream.Subscribe(log.Reader, typeof(Info));
            return log;
        }

        public async Task<string> NextAsync()
        {
            using var limit = new CancellationTokenSource(Patience);
            return await _lines.Reader.ReadAsync(limit.Token);
        }

        public bool TryNext(out string? line) => _lines.Reader.TryRead(out line);

        public async ValueTask DisposeAsync() => await System.Terminate().WaitAsync(Patience);

        private sealed class ReaderActor(ChannelWriter<string> writer) : ReceiveActor
        {
            protected override void PreStart() => Become(() => Receive<Info>(line => writer.TryWrite(line.Message.ToString()!)));
        }
    }
}
