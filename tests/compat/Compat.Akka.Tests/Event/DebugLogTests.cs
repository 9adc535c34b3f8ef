using Akka.Actor;
using Akka.Event;
using Compat.Akka.Tests.Actor;

namespace Compat.Akka.Tests.Event;

public sealed class DebugReceiveTests() : SystemFixture(DebugLog.With("receive"))
{
    [Fact]
    public async Task MarkedActor_LogsWhatItReceives()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(Debug));
        var actor = Sys.ActorOf(Props.Create(() => new Marked()), "marked");
        actor.Tell("hello", ActorRefs.NoSender);
        var line = await Next<Debug>();
        Assert.Equal("received handled message hello from akka://test/deadLetters", line.Message);
        Assert.Equal(("akka://test/user/marked", typeof(Marked)), (line.LogSource, line.LogClass));
    }

    [Fact]
    public async Task UnmarkedActor_LogsNothing()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(Debug));
        var actor = Sys.ActorOf(Scripted.Props());
        await actor.Ask<string>("ping", Patience);
        await ExpectNothing();
    }

    private sealed class Marked : ReceiveActor, ILogReceive
    {
        public Marked() => Receive<string>(_ => { });
    }
}

public sealed class DebugAutoReceiveTests() : SystemFixture(DebugLog.With("autoreceive"))
{
    [Fact]
    public async Task AutomaticallyHandledMessages_AreLogged()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(Debug));
        var actor = Sys.ActorOf(Scripted.Props(), "actor");
        actor.Tell(new Identify("who"), ActorRefs.NoSender);
        actor.Tell(PoisonPill.Instance);
        Assert.Equal("received AutoReceiveMessage <Identify>: who", (await Next<Debug>()).Message);
        Assert.Equal("received AutoReceiveMessage <PoisonPill>", (await Next<Debug>()).Message);
    }
}

public sealed class DebugLifecycleTests() : SystemFixture(DebugLog.With("lifecycle"))
{
    [Fact]
    public async Task ChangesOfLife_AreLogged()
    {
        var watcher = Sys.ActorOf(Scripted.Props(), "watcher");
        await watcher.Ask<string>("ping", Patience);
        Sys.EventStream.Subscribe(Inbox, typeof(Debug));
        var actor = Sys.ActorOf(Scripted.Props(), "actor");
        await watcher.Do(context => context.Watch(actor));
        await watcher.Do(context => context.Unwatch(actor));
        actor.Tell(new InvalidOperationException("boom"));
        actor.Tell(PoisonPill.Instance);
        var lines = new List<string>();
        while (!lines.Contains("Stopped"))
        {
            var line = await Next<Debug>();
            if (line.LogSource == actor.Path.ToString()) lines.Add(line.Message.ToString()!);
        }

        string name = typeof(Scripted).ToString();
        Assert.Equal([$"Started ({name})", "Restarting", $"Restarted ({name})", "Stopped"], lines.Where(line => !line.Contains("watched", StringComparison.Ordinal)));
        Assert.Contains($"now watched by {watcher}", lines);
        Assert.Contains($"no longer watched by {watcher}", lines);
    }
}

public sealed class DebugUnhandledTests() : SystemFixture(DebugLog.With("unhandled"))
{
    [Fact]
    public async Task UnhandledMessage_IsLoggedWithItsSender()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(Debug));
        Sys.EventStream.Publish(new UnhandledMessage(42, Inbox, Inbox));
        Sys.EventStream.Publish(new UnhandledMessage(43, ActorRefs.NoSender, Inbox));
        Assert.Equal("Unhandled message from akka://test/user/inbox : 42", (await Next<Debug>()).Message);
        Assert.Equal("Unhandled message from NoSender : 43", (await Next<Debug>()).Message);
    }
}

public sealed class DebugEventStreamTests() : SystemFixture(DebugLog.With("event-stream"))
{
    [Fact]
    public async Task Subscriptions_AreLogged()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(Debug));
        var actor = Sys.ActorOf(Scripted.Props(), "actor");
        Sys.EventStream.Subscribe(actor, typeof(string));
        Sys.EventStream.Unsubscribe(actor, typeof(string));
        Sys.EventStream.Unsubscribe(actor);
        string[] expected =
        [
            $"subscribing {actor} to channel System.String",
            $"unsubscribing {actor} from channel System.String",
            $"unsubscribing {actor} from all channels",
        ];
        var lines = new List<string>();
        while (!lines.Contains(expected[^1])) lines.Add((await Next<Debug>()).Message.ToString()!);
        Assert.Equal(expected, lines.Where(line => expected.Contains(line)));
        Assert.Contains($"watching {actor} in order to unsubscribe from EventStream when it terminates", lines.Append(await NextWatching(lines, actor)));
    }

    /// <summary>The real one says this on a thread of its own.</summary>
    private async Task<string> NextWatching(List<string> lines, IActorRef actor)
    {
        string wanted = $"watching {actor} in order to unsubscribe from EventStream when it terminates";
        while (!lines.Contains(wanted)) lines.Add((await Next<Debug>()).Message.ToString()!);
        return wanted;
    }
}

internal static class DebugLog
{
    public static string With(string setting) => $"akka.loglevel = DEBUG\nakka.stdout-loglevel = OFF\nakka.loggers = []\nakka.actor.debug.{setting} = on";
}
