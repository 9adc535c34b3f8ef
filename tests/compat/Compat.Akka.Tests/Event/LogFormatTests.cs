using Akka.Actor;
using Akka.Event;
using Compat.Akka.Tests.Actor;

namespace Compat.Akka.Tests.Event;

public sealed class LogFormatTests() : SystemFixture("akka.loglevel = INFO\nakka.stdout-loglevel = OFF\nakka.loggers = []")
{
    [Theory]
    [InlineData("{0} of {1}", "1.5 of z")]
    [InlineData("{1}", "z")]
    [InlineData("{0:0.00}", "1.50")]
    [InlineData("plain", "plain")]
    [InlineData("{{{0}}}", "{1.5}")]
    public async Task Info_NumberedHoles_AreFilled(string format, string expected) => Assert.Equal(expected, await Logged(format, 1.5, "z"));

    /// <summary>Releases up to 1.5.30 know numbered holes only, and throw where a logger writes a format that can't be filled.</summary>
    [Theory]
    [Trait("Engine", "Compat")]
    [InlineData("{Number} of {Name}", "1.5 of z")]
    [InlineData("{@Number} {Name,3}", "1.5   z")]
    [InlineData("{Number:0.00}", "1.50")]
    [InlineData("{A} {B} {C}", "1.5 z {C}")]
    [InlineData("{} {A", "{} {A")]
    [InlineData("{0} {5}", "[INVALID LOG FORMAT] str=[{0} {5}], args=[1.5, z]. Please fix the format string in the logging call site.")]
    public async Task Info_NamedHoles_AreFilledInOrder(string format, string expected) => Assert.Equal(expected, await Logged(format, 1.5, "z"));

    [Fact]
    public async Task Info_FormatWithoutArguments_StaysAsItIs()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(Info));
        Logging.GetLogger(Sys, "x").Info("{0} {Name}");
        Assert.Equal("{0} {Name}", (await Next<Info>()).Message);
    }

    [Fact]
    public void Level_IsThatOfTheMomentOfConstruction()
    {
        var before = Logging.GetLogger(Sys, "x");
        Sys.EventStream.SetLogLevel(LogLevel.ErrorLevel);
        Assert.True(before.IsInfoEnabled);
        Assert.False(Logging.GetLogger(Sys, "x").IsInfoEnabled);
    }

    [Fact]
    public void LogSource_Kinds_HaveNameAndType()
    {
        Assert.Equal(("name", typeof(DummyClassForStringSources)), Parts(LogSource.Create("name")));
        Assert.Equal(("name (akka://test)", typeof(DummyClassForStringSources)), Parts(LogSource.Create("name", Sys)));
        Assert.Equal(("LogFormatTests", typeof(LogFormatTests)), Parts(LogSource.Create(typeof(LogFormatTests))));
        Assert.Equal(("LogFormatTests (akka://test)", typeof(LogFormatTests)), Parts(LogSource.Create(this, Sys)));
        Assert.Equal("akka://test/user/inbox", LogSource.Create(Inbox, Sys).Source);
    }

    [Fact]
    public async Task Subscriber_Terminated_IsUnsubscribed()
    {
        var actor = Sys.ActorOf(Scripted.Props(), "subscriber");
        Assert.True(Sys.EventStream.Subscribe(actor, typeof(string)));
        await actor.GracefulStop(Patience);

        // The stream hears of the end on its own; then there is a subscription to make again.
        while (!Sys.EventStream.Subscribe(actor, typeof(string))) await Task.Yield();
    }

    [Fact]
    public async Task Unsubscribe_OneKind_LeavesThoseItContains()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(IEnumerable<char>));
        Sys.EventStream.Subscribe(Inbox, typeof(string));
        Assert.True(Sys.EventStream.Unsubscribe(Inbox, typeof(IEnumerable<char>)));
        Sys.EventStream.Publish("text");
        await ExpectNext("text");
        Assert.True(Sys.EventStream.Unsubscribe(Inbox, typeof(string)));
        Assert.False(Sys.EventStream.Unsubscribe(Inbox));
    }

    private static (string Source, Type Type) Parts(LogSource source) => (source.Source, source.Type);

    private async Task<string> Logged(string format, double number, string name)
    {
        Sys.EventStream.Subscribe(Inbox, typeof(Info));
        Logging.GetLogger(Sys, "x").Info(format, number, name);
        return (await Next<Info>()).Message.ToString()!;
    }
}
