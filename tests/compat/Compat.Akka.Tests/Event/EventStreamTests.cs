using Akka.Actor;
using Akka.Event;
using Compat.Akka.Tests.Actor;

namespace Compat.Akka.Tests.Event;

public sealed class EventStreamTests : SystemFixture
{
    private interface IFruit;

    [Fact]
    public async Task Publish_SubscribedToABase_GetsTheDerived()
    {
        Assert.True(Sys.EventStream.Subscribe(Inbox, typeof(IFruit)));
        Sys.EventStream.Publish(new Apple());
        Sys.EventStream.Publish("no fruit");
        Assert.IsType<Apple>(await Next());
        await ExpectNothing();
    }

    [Fact]
    public async Task Subscribe_Twice_SendsOnce()
    {
        Assert.True(Sys.EventStream.Subscribe(Inbox, typeof(IFruit)));
        Assert.False(Sys.EventStream.Subscribe(Inbox, typeof(IFruit)));
        Assert.True(Sys.EventStream.Subscribe(Inbox, typeof(Apple)));
        Sys.EventStream.Publish(new Apple());
        Assert.IsType<Apple>(await Next());
        await ExpectNothing();
    }

    [Fact]
    public async Task Unsubscribe_OneType_EndsThatOne()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(Apple));
        Sys.EventStream.Subscribe(Inbox, typeof(string));
        Assert.True(Sys.EventStream.Unsubscribe(Inbox, typeof(Apple)));
        Assert.False(Sys.EventStream.Unsubscribe(Inbox, typeof(Apple)));
        Sys.EventStream.Publish(new Apple());
        Sys.EventStream.Publish("text");
        await ExpectNext("text");
    }

    [Fact]
    public async Task Unsubscribe_All_EndsAll()
    {
        Sys.EventStream.Subscribe<Apple>(Inbox);
        Sys.EventStream.Subscribe<string>(Inbox);
        Assert.True(Sys.EventStream.Unsubscribe(Inbox));
        Sys.EventStream.Publish(new Apple());
        Sys.EventStream.Publish("text");
        await ExpectNothing();
    }

    private sealed record Apple : IFruit;
}

public sealed class LoggingTests() : SystemFixture($$"""
    akka.loglevel = INFO
    akka.loggers = ["{{typeof(CollectingLogger).AssemblyName()}}"]
    akka.log-dead-letters = 2
    akka.log-dead-letters-suspend-duration = infinite
    """)
{
    [Fact]
    public async Task Log_ByLevel_ReachesTheLoggersFromTheLevelUp()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(LogEvent));
        var log = Logging.GetLogger(Sys, "source");
        log.Debug("hidden {0}", 1);
        log.Info("shown {0}", 2);
        log.Error(new InvalidOperationException("boom"), "failed {0} of {1}", 3, 4);
        var info = await Next<Info>();
        Assert.Equal(("shown 2", "source (akka://test)"), (info.Message.ToString(), info.LogSource));
        var error = await Next<Error>();
        Assert.Equal(("failed 3 of 4", "boom"), (error.Message.ToString(), error.Cause.Message));
    }

    [Fact]
    public async Task GetLogger_OfAnActor_NamesItByItsPath()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(Info));
        var actor = Sys.ActorOf(Scripted.Props(), "talker");
        await actor.Do(context =>
        {
            context.GetLogger().Info("hello");
            return true;
        });
        var line = await Next<Info>();
        Assert.Equal("hello", line.Message.ToString());
        Assert.Contains("/user/talker", line.LogSource, StringComparison.Ordinal);
        Assert.Equal(typeof(Scripted), line.LogClass);
    }

    [Fact]
    public void IsEnabled_FollowsTheLevel()
    {
        var log = Logging.GetLogger(Sys, "source");
        Assert.False(log.IsDebugEnabled);
        Assert.True(log.IsInfoEnabled);
        Assert.True(log.IsEnabled(LogLevel.ErrorLevel));
    }

    [Fact]
    public async Task ConfiguredLogger_Gets_WhatIsLogged()
    {
        string text = Guid.NewGuid().ToString();
        var seen = CollectingLogger.WaitFor(text);
        Sys.Log.Warning(text);
        Assert.IsType<Warning>(await seen.WaitAsync(Patience));
    }

    [Fact]
    public async Task Failure_OfAChild_IsLoggedAsError()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(Error));
        Sys.ActorOf(Scripted.Props(), "failing").Tell(new InvalidOperationException("boom"));
        var line = await Next<Error>();
        Assert.Equal("boom", line.Cause.Message);
        Assert.Contains("/user/failing", line.LogSource, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeadLetters_AreLogged_UpToTheLimit()
    {
        var listener = Sys.ActorSelection("/system/deadLetterListener");
        await listener.Ask<ActorIdentity>(new Identify(0), Patience);
        Sys.EventStream.Subscribe(Inbox, typeof(Info));
        var nobody = Sys.ActorSelection("/user/nobody");
        for (int index = 0; index < 5; index++) nobody.Tell("lost");
        Assert.Contains("[1] dead letters", (await Next<Info>()).Message.ToString(), StringComparison.Ordinal);
        Assert.Contains("[2] dead letters", (await Next<Info>()).Message.ToString(), StringComparison.Ordinal);
        await listener.Ask<ActorIdentity>(new Identify(1), Patience);
        await ExpectNothing();
    }

    [Theory]
    [InlineData("DEBUG", LogLevel.DebugLevel)]
    [InlineData("error", LogLevel.ErrorLevel)]
    public void LogLevelFor_Name_IsTheLevel(string name, LogLevel level) => Assert.Equal(level, Logging.LogLevelFor(name));

    [Fact]
    public void LogLevelFor_UnknownName_Throws() => Assert.Throws<ArgumentException>(() => Logging.LogLevelFor("loud"));
}

public sealed class UnhandledLoggingTests() : SystemFixture("akka.loglevel = DEBUG\nakka.actor.debug.unhandled = on\nakka.loggers = [\"" + CollectingLogger.Name + "\"]")
{
    [Fact]
    public async Task UnhandledMessage_DebugUnhandledOn_IsLogged()
    {
        var seen = CollectingLogger.WaitFor("Unhandled message from");
        Sys.ActorOf(Props.Create(() => new Deaf())).Tell("hello");
        Assert.IsType<Debug>(await seen.WaitAsync(Patience));
    }

    private sealed class Deaf : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }
}

/// <summary>Keeps lines for tests that wait for one.</summary>
public sealed class CollectingLogger : ReceiveActor
{
    public const string Name = "Compat.Akka.Tests.Event.CollectingLogger, Compat.Akka.Tests";

    private static event Action<LogEvent>? Logged;

    public CollectingLogger()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(line => Logged?.Invoke(line));
    }

    public static Task<LogEvent> WaitFor(string text)
    {
        var found = new TaskCompletionSource<LogEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        Logged += Look;
        return found.Task;

        void Look(LogEvent line)
        {
            if (line.Message.ToString()!.Contains(text, StringComparison.Ordinal)) found.TrySetResult(line);
        }
    }
}
