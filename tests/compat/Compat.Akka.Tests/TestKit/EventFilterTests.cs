using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Xunit.Sdk;

namespace Compat.Akka.Tests.TestKit;

public sealed class EventFilterTests() : global::Akka.TestKit.Xunit2.TestKit("akka { loglevel = DEBUG, stdout-loglevel = OFF, test.filter-leeway = 2s }")
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task ExpectOne_EachLevelAndWayToMatch_SeesTheEvent()
    {
        EventFilter.Error("exactly this").ExpectOne(() => Sys.Log.Error("exactly this"));
        EventFilter.Warning(start: "begins").ExpectOne(() => Sys.Log.Warning("begins like this"));
        EventFilter.Info(contains: "middle").ExpectOne(() => Sys.Log.Info("has a middle part"));
        EventFilter.Debug(new Regex("n=\\d+")).ExpectOne(() => Sys.Log.Debug("n={0}", 42));
        await EventFilter.Error("later").ExpectOneAsync(async () =>
        {
            await Task.Yield();
            Sys.Log.Error("later");
        });
        Assert.Equal(7, EventFilter.Info("seven").ExpectOne(() =>
        {
            Sys.Log.Info("seven");
            return 7;
        }));
    }

    [Fact]
    public void ExpectOne_NothingLogged_FailsAndShowsTheFilter()
    {
        var failure = Assert.ThrowsAny<XunitException>(() => EventFilter.Error("never").ExpectOne(Short, () => Sys.Log.Warning("never")));

        Assert.Contains("Only received 0/1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\"never\"", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExpectOne_LoggedTwice_Fails()
    {
        var failure = Assert.ThrowsAny<XunitException>(() => EventFilter.Error("twice").And.Info("done").Expect(2, () =>
        {
            Sys.Log.Error("twice");
            Sys.Log.Error("twice");
            Sys.Log.Info("done");
            EventFilter.Info("sentinel").ExpectOne(() => Sys.Log.Info("sentinel"));
        }));

        Assert.Contains("too many", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Expect_Zero_FailsOnlyIfSomethingIsLogged()
    {
        EventFilter.Error().Expect(0, Short, () => Sys.Log.Info("fine"));

        // Long enough for the message to come also on a busy machine: nothing is told when it comes, only when the time is over.
        Assert.ThrowsAny<XunitException>(() => EventFilter.Error().Expect(0, TimeSpan.FromSeconds(1), () => Sys.Log.Error("not fine")));
    }

    [Fact]
    public void Exception_ActorFails_SeesItsTypeTextAndSource()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Thrower()), "thrower");

        EventFilter.Exception<InvalidOperationException>("boom", source: "/user/thrower").ExpectOne(() => actor.Tell("boom"));
        EventFilter.Exception<Exception>(contains: "oo").ExpectOne(() => actor.Tell("boom"));
        Assert.ThrowsAny<XunitException>(() => EventFilter.Exception<ArgumentException>().ExpectOne(Short, () => actor.Tell("boom")));
    }

    [Fact]
    public async Task DeadLetter_MessageToNobody_IsSeenByTypeAndContent()
    {
        var gone = Watch(Sys.ActorOf(EchoActor.Props, "gone"));
        Sys.Stop(gone);
        ExpectTerminated(gone);

        EventFilter.DeadLetter().ExpectOne(() => gone.Tell("a"));
        EventFilter.DeadLetter<string>(text => text == "b", source: gone.Path.ToString()).ExpectOne(() => gone.Tell("b"));
        await EventFilter.DeadLetter<int>().ExpectOneAsync(() =>
        {
            gone.Tell("c");
            gone.Tell(1);
        });
    }

    [Fact]
    public void Mute_Unmute_EndsTheFilter()
    {
        var muted = EventFilter.Error("quiet").Mute();
        Sys.Log.Error("quiet");
        muted.Unmute();

        EventFilter.Error("quiet").ExpectOne(() => Sys.Log.Error("quiet"));
    }

    [Fact]
    public void Custom_AnyPredicate_Matches() =>
        EventFilter.Custom<Warning>(warning => warning.Message.ToString() == "w").ExpectOne(() => Sys.Log.Warning("w"));

    private sealed class Thrower : ReceiveActor
    {
        public Thrower() => Receive<string>(text => throw new InvalidOperationException(text));
    }
}
