using Akka.Actor;
using Xunit.Sdk;

namespace Compat.Akka.Tests.TestKit;

public sealed class ExpectationTests() : global::Akka.TestKit.Xunit2.TestKit("akka.test { single-expect-default = 2s, timefactor = 1.0 }")
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void Tell_FromTheTest_HasTheTestActorAsSender()
    {
        Sys.ActorOf(EchoActor.Props).Tell("hello");

        Assert.Equal("hello", ExpectMsg<string>());
    }

    [Fact]
    public async Task Tell_AfterAnAwait_StillHasTheTestActorAsSender()
    {
        var echo = Sys.ActorOf(EchoActor.Props);
        await Task.Yield();
        echo.Tell("first");
        await ExpectMsgAsync("first");
        echo.Tell("second");
        Assert.Equal("second", await ExpectMsgAsync<string>());
    }

    [Fact]
    public void ExpectMsg_ByValuePredicateAndAssertion_TakesMessagesInOrder()
    {
        foreach (object message in (object[])[1, 2, 3, "four"]) TestActor.Tell(message);

        ExpectMsg(1);
        ExpectMsg<int>(number => number == 2);
        ExpectMsg<int>((number, sender) =>
        {
            Assert.Equal(3, number);
            Assert.Equal(TestActor, sender);
        });
        ExpectMsg<string>(text => Assert.Equal("four", text));
        Assert.False(HasMessages);
        Assert.Equal("four", LastMessage);
    }

    [Fact]
    public void ExpectMsg_NothingComes_FailsAndSaysWhatItWaitedFor()
    {
        var failure = Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>(Short, "the greeting"));

        Assert.Contains("while waiting for a message of type System.String the greeting", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExpectMsg_OtherType_FailsAndShowsTheMessage()
    {
        TestActor.Tell(42);

        var failure = Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>());

        Assert.Contains("Expected a message of type System.String, but received {42}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExpectMsg_OtherValue_Fails()
    {
        TestActor.Tell("a");

        Assert.ThrowsAny<XunitException>(() => ExpectMsg("b"));
    }

    [Fact]
    public void ExpectMsgFrom_OtherSender_Fails()
    {
        var probe = CreateTestProbe();
        TestActor.Tell("a", probe.Ref);
        TestActor.Tell("b", TestActor);

        Assert.Equal("a", ExpectMsgFrom<string>(probe.Ref));
        Assert.ThrowsAny<XunitException>(() => ExpectMsgFrom<string>(probe.Ref));
    }

    [Fact]
    public void ExpectMsgAllOf_AnyOrder_TakesAll()
    {
        foreach (string message in (string[])["b", "a", "c"]) TestActor.Tell(message);

        Assert.Equal(["b", "a", "c"], ExpectMsgAllOf("a", "b", "c"));
    }

    [Fact]
    public void ExpectMsgAllOf_OneMissing_FailsAndNamesIt()
    {
        foreach (string message in (string[])["a", "x"]) TestActor.Tell(message);

        Assert.Contains("not found [b]", Assert.ThrowsAny<XunitException>(() => ExpectMsgAllOf("a", "b")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpectNoMsg_MessageComes_Fails()
    {
        ExpectNoMsg(Short);
        await ExpectNoMsgAsync(Short);
        TestActor.Tell("surprise");

        Assert.Contains("surprise", Assert.ThrowsAny<XunitException>(() => ExpectNoMsg(Short)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpectTerminated_WatchedActorStops_SeesIt()
    {
        var first = Watch(Sys.ActorOf(EchoActor.Props));
        var second = Watch(Sys.ActorOf(EchoActor.Props));
        Sys.Stop(first);
        ExpectTerminated(first);
        second.Tell(PoisonPill.Instance);
        Assert.Equal(second, (await ExpectTerminatedAsync(second)).ActorRef);
    }

    [Fact]
    public async Task Unwatch_ActorStops_IsNotTold()
    {
        var actor = Watch(Sys.ActorOf(EchoActor.Props));
        Unwatch(actor);
        var other = Watch(Sys.ActorOf(EchoActor.Props));

        await actor.GracefulStop(TimeSpan.FromSeconds(3));
        Sys.Stop(other);

        ExpectTerminated(other);
    }

    [Fact]
    public async Task FishForMessage_OthersFirst_DropsThem()
    {
        foreach (object message in (object[])[1, "a", "b", 2, "c"]) TestActor.Tell(message);

        Assert.Equal("b", FishForMessage(message => message is "b"));
        Assert.Equal("c", await FishForMessageAsync<string>(_ => true));
        Assert.ThrowsAny<XunitException>(() => FishForMessage(_ => true, Short));
    }

    [Fact]
    public void ReceiveN_FewerCome_FailsAndShowsThem()
    {
        foreach (int number in (int[])[1, 2, 3]) TestActor.Tell(number);

        Assert.Equal([1, 2], ReceiveN(2).Cast<int>());
        Assert.Contains("while expecting 2 messages. Only got 1 after", Assert.ThrowsAny<XunitException>(() => ReceiveN(2, Short)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReceiveWhile_FilterEnds_LeavesTheRest()
    {
        foreach (object message in (object[])["a", "b", 3]) TestActor.Tell(message);

        Assert.Equal(["a", "b"], ReceiveWhile(message => message as string, Short));
        ExpectMsg(3);
    }

    [Fact]
    public void ReceiveOne_NothingThere_IsNull()
    {
        Assert.Null(ReceiveOne(TimeSpan.Zero));
        TestActor.Tell("a");
        Assert.Equal("a", PeekOne());
        Assert.Equal("a", ReceiveOne(TimeSpan.Zero));
    }

    [Fact]
    public void IgnoreMessages_Matching_AreDropped()
    {
        IgnoreMessages<string>(text => text == "noise");
        foreach (string message in (string[])["noise", "signal"]) TestActor.Tell(message);
        ExpectMsg("signal");

        IgnoreNoMessages();
        TestActor.Tell("noise");
        ExpectMsg("noise");
    }

    [Fact]
    public void Within_TakesTooLong_Fails()
    {
        using var never = new ManualResetEventSlim();

        var failure = Assert.ThrowsAny<XunitException>(() => Within(Short, () => never.Wait(Short * 10)));

        Assert.Contains("exceeding", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Within_ExpectationInside_WaitsNoLongerThanTheBlock()
    {
        var start = Now;

        Assert.ThrowsAny<XunitException>(() => Within(TimeSpan.FromMilliseconds(100), () => ExpectMsg<string>()));

        Assert.True(Now - start < TestKitSettings.SingleExpectDefault, "It waited as long as outside of a block.");
    }

    [Fact]
    public async Task WithinAsync_SilenceInside_MayUseUpTheBlock() =>
        await WithinAsync(TimeSpan.FromMilliseconds(100), async () => await ExpectNoMsgAsync(Remaining), epsilonValue: TimeSpan.FromSeconds(5));

    [Fact]
    public void Within_TooQuick_Fails() =>
        Assert.Contains("should have at least been", Assert.ThrowsAny<XunitException>(() => Within(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), () => { })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task AwaitAssert_HoldsLater_Passes()
    {
        int tries = 0;
        AwaitAssert(() => Assert.True(++tries == 3), TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(1));
        await AwaitAssertAsync(() => Assert.True(++tries == 6), TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(1));
        Assert.Equal(6, tries);
    }

    [Fact]
    public async Task AwaitAssertAsync_NeverHolds_FailsWithTheLastFailure()
    {
        var failure = await Assert.ThrowsAnyAsync<XunitException>(() => AwaitAssertAsync(() => Assert.Fail("not yet"), Short, TimeSpan.FromMilliseconds(1)));

        Assert.Equal("not yet", failure.Message);
    }

    [Fact]
    public async Task AwaitCondition_NeverHolds_FailsWithTheMessage()
    {
        int tries = 0;
        AwaitCondition(() => ++tries == 2, TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(1));
        await AwaitConditionAsync(() => Task.FromResult(++tries == 4), TimeSpan.FromSeconds(2));

        var failure = Assert.ThrowsAny<XunitException>(() => AwaitCondition(() => false, Short, "the light is green"));

        Assert.Contains("the light is green", failure.Message, StringComparison.Ordinal);
    }
}
