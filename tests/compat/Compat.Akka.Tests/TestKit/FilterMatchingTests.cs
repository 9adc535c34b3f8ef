using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using Akka.TestKit.Internal;
using Akka.TestKit.Internal.StringMatcher;
using Akka.TestKit.TestEvent;
using Xunit.Sdk;

namespace Compat.Akka.Tests.TestKit;

/// <summary>Which events filters match, how they name themselves, and how they are counted.</summary>
public sealed class FilterMatchingTests() : global::Akka.TestKit.Xunit2.TestKit("akka { loglevel = DEBUG, stdout-loglevel = OFF, test.single-expect-default = 2s }")
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void ToString_EachFilter_SaysWhatItWants()
    {
        Assert.Equal("Error when Message == \"a\" and Source == \"b\"", new ErrorFilter(new EqualsString("a"), new EqualsString("b")).ToString());
        Assert.Equal("Error with Cause <System.Exception> when Message contains \"a\"", new ErrorFilter(typeof(Exception), new ContainsString("a")).ToString());
        Assert.Equal("Warning when Message starts with \"q\"", new WarningFilter(new StartsWithString("q")).ToString());
        Assert.Equal("Info when Message matches regex \"a+\"", new InfoFilter(new RegexMatcher(new Regex("a+"))).ToString());
        Assert.Equal("Debug", new DebugFilter().ToString());
        Assert.Equal("Custom", new CustomEventFilter(_ => true).ToString());
        Assert.Equal("DeadLetter", new DeadLettersFilter(null, null, _ => true).ToString());
        Assert.Equal("matches predicate hint", new PredicateMatcher(_ => true, "hint").ToString());
    }

    [Theory]
    [InlineData("/user/a", "akka://test/user/a", true)]
    [InlineData("/user/a", "akka://test/user/a#12", true)]
    [InlineData("/user/a", "/user/a", true)]
    [InlineData("/user/a", "akka://test/system/a", false)]
    [InlineData("/user/a", "a", false)]
    [InlineData("a", "akka://test/user/a", false)]
    [InlineData("akka://test/user/a", "akka://test/user/a#12", false)]
    public void EqualsStringAndPathMatcher_PathOfAnySystem_IsOne(string expected, string actual, bool matches) =>
        Assert.Equal(matches, new EqualsStringAndPathMatcher(expected).IsMatch(actual));

    [Fact]
    public void Error_OtherCaseOfLetters_Matches() => EventFilter.Error("ABC").ExpectOne(() => Sys.Log.Error("abc"));

    [Fact]
    public void Error_SeveralTexts_TheWholeOneCounts() => EventFilter.Error("a", start: "b").ExpectOne(() =>
    {
        Sys.Log.Error("a");
        Sys.Log.Error("bb");
    });

    [Fact]
    public void Exception_Inner_IsSeenOnRequest()
    {
        var cause = new InvalidOperationException("outer", new ArgumentException("inner"));

        EventFilter.Exception(typeof(ArgumentException), "inner", checkInnerExceptions: true).ExpectOne(() => Sys.Log.Error(cause, "text"));
        EventFilter.Exception<InvalidOperationException>(start: "te").ExpectOne(() => Sys.Log.Error(cause, "text"));
        EventFilter.Exception<InvalidOperationException>(new Regex("^out")).ExpectOne(() => Sys.Log.Error(cause, "text"));
        Assert.ThrowsAny<XunitException>(() => EventFilter.Exception<ArgumentException>().ExpectOne(Short, () => Sys.Log.Error(cause, "text")));
        Assert.Throws<ArgumentException>(() => EventFilter.Exception(typeof(string)));
    }

    [Fact]
    public void Expect_CountOff_SaysByHowMuch()
    {
        Assert.EndsWith(
            "Only received 1/3 messages that matched filter [Error when Message == \"a\",Info when Message == \"b\"]",
            Assert.ThrowsAny<XunitException>(() => EventFilter.Error("a").And.Info("b").Expect(3, Short, () => Sys.Log.Info("b"))).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Received 1 message too many. Expected 0 messages but received 1",
            Assert.ThrowsAny<XunitException>(() => EventFilter.Error("a").Expect(0, Short, () => Sys.Log.Error("a"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpectAsync_EachForm_Counts()
    {
        await EventFilter.Error("a").ExpectAsync(2, TimeSpan.FromSeconds(2), () =>
        {
            Sys.Log.Error("a");
            Sys.Log.Error("a");
        });
        await EventFilter.Error("a").ExpectAsync(1, LogLater, null);
        Assert.Equal(4, await EventFilter.Error("a").ExpectAsync(1, TimeSpan.FromSeconds(2), async () =>
        {
            await LogLater();
            return 4;
        }));
        Assert.Equal(5, await EventFilter.Error("a").MuteAsync(async () =>
        {
            await LogLater();
            return 5;
        }));

        async Task LogLater()
        {
            await Task.Yield();
            Sys.Log.Error("a");
        }
    }

    [Fact]
    public void ExpectOne_ActionFails_ThrowsThat() =>
        Assert.Throws<NotSupportedException>(() => EventFilter.Error("a").ExpectOne(() => throw new NotSupportedException()));

    [Fact]
    public void ExpectOne_InABlock_WaitsNoLongerThanThat()
    {
        var start = Now;
        Assert.ThrowsAny<XunitException>(() => Within(Short, () => EventFilter.Error("a").ExpectOne(() => { })));
        Assert.True(Now - start < TimeSpan.FromSeconds(1.5), "It waited as long as outside of a block.");
    }

    [Fact]
    public void Mute_ThroughTheEventStream_TakesTheEventFromLaterFilters()
    {
        var mute = new Mute(new InfoFilter(new EqualsString("w")));
        Sys.EventStream.Publish(mute);
        Assert.ThrowsAny<XunitException>(() => EventFilter.Info("w").ExpectOne(Short, () => Sys.Log.Info("w")));

        Sys.EventStream.Publish(new Unmute(mute.Filters));
        EventFilter.Info("w").ExpectOne(() => Sys.Log.Info("w"));
    }

    [Fact]
    public void DeadLetter_ToAnEndedActor_IsAWarningWithTheLetterAsMessage()
    {
        var gone = Watch(Sys.ActorOf(EchoActor.Props, "gone"));
        Sys.Stop(gone);
        ExpectTerminated(gone);

        EventFilter.DeadLetter<string>(source: "/user/gone").ExpectOne(() => gone.Tell("x"));
        EventFilter.DeadLetter<string>(text => text == "x").ExpectOne(() => gone.Tell("x"));
        EventFilter.Custom<Warning>(warning => warning.Message is DeadLetter { Message: "x" }).ExpectOne(() => gone.Tell("x"));
        Assert.ThrowsAny<XunitException>(() => EventFilter.DeadLetter<int>().ExpectOne(Short, () => gone.Tell("x")));
    }
}
