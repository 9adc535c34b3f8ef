using System.Collections;
using Akka.Actor;
using Akka.TestKit;
using Xunit.Sdk;

namespace Compat.Akka.Tests.TestKit;

/// <summary>What each kind of expectation takes, leaves and says.</summary>
public sealed class ExpectationRulesTests() : global::Akka.TestKit.Xunit2.TestKit("akka { loglevel = OFF, stdout-loglevel = OFF, test.single-expect-default = 2s }")
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void ExpectMsg_NegativeTimeout_IsRefused() =>
        Assert.Equal("duration", Assert.Throws<ArgumentException>(() => ExpectMsg<string>(TimeSpan.FromSeconds(-5))).ParamName);

    [Fact]
    public async Task ExpectMsg_CollectionsAndComparers_CompareByContent()
    {
        Tell(new[] { 1, 2 }, "a", new List<int> { 3 }, "b");

        ExpectMsg(new[] { 1, 2 });
        ExpectMsg("A", (expected, actual) => string.Equals(expected, actual, StringComparison.OrdinalIgnoreCase));
        ExpectMsg<IEnumerable<int>>(new[] { 3 });
        Assert.Equal("b", await ExpectMsgAsync("B", (expected, actual) => string.Equals(expected, actual, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void ExpectMsg_OtherValue_SaysBoth()
    {
        Tell("a", "a");

        string message = Failure(() => ExpectMsg("b"));
        Assert.Contains("Expected: b", message, StringComparison.Ordinal);
        Assert.Contains("Actual:   a", message, StringComparison.Ordinal);
        Assert.Contains("not like that", Failure(() => ExpectMsg("b", (_, _) => false, Short, "not like that")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpectMsg_PredicateOfMessageAndSender_FailsWithTheHint()
    {
        Tell("a", "a", "a");

        Assert.Contains("Also expected a b but the message {a}", Failure(() => ExpectMsg<string>(text => text == "b", Short, "a b")), StringComparison.Ordinal);
        Assert.Contains("Also expected nobody", Failure(() => ExpectMsg<string>((_, sender) => sender.IsNobody(), Short, "nobody")), StringComparison.Ordinal);
        Assert.Equal("a", await ExpectMsgAsync<string>((_, sender) => sender.Equals(TestActor)));
    }

    [Fact]
    public async Task ExpectMsgFrom_EachForm_ChecksTheSenderFirst()
    {
        var probe = CreateTestProbe();
        for (int count = 0; count < 6; count++) TestActor.Tell("a", probe.Ref);

        ExpectMsgFrom<string>(probe.Ref, text => text == "a");
        ExpectMsgFrom<string>(probe.Ref, text => Assert.Equal("a", text));
        ExpectMsgFrom<string>(sender => sender.Equals(probe.Ref), text => text == "a");
        await ExpectMsgFromAsync<string>(sender => Assert.Equal(probe.Ref, sender), text => Assert.Equal("a", text));
        await ExpectMsgFromAsync(probe.Ref, "a");
        Assert.Contains("Sender does not match", Failure(() => ExpectMsgFrom(TestActor, "b", Short, "hint")), StringComparison.Ordinal);
    }

    [Fact]
    public void ExpectMsgAllOf_EqualMessages_CountEachOnce()
    {
        Tell("a", "a", "a", "a", 1, "a");

        Assert.Equal(["a", "a"], ExpectMsgAllOf("a", "a"));
        Assert.Equal("not found [b] found unexpected [a]", Failure(() => ExpectMsgAllOf("a", "b")));
        Assert.Equal("not found [b] found unexpected [1]", Failure(() => ExpectMsgAllOf((IReadOnlyCollection<string>)["a", "b"])));
        Assert.StartsWith("Timeout (", Failure(() => ExpectMsgAllOf(Short, "a")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpectMsgAllOfAsync_YieldsAsTheyCome()
    {
        Tell("b", "a");
        var received = new List<string>();
        await foreach (string text in ExpectMsgAllOfAsync(["a", "b"])) received.Add(text);
        Assert.Equal(["b", "a"], received);
    }

    [Fact]
    public void ExpectMsgAllOfMatchingPredicates_EachTakesOne()
    {
        Tell("b", 1, "b", 2);

        Assert.Equal(["b", 1], ExpectMsgAllOfMatchingPredicates(PredicateInfo.Create<int>(number => number == 1), PredicateInfo.Create<string>(text => text == "b")));
        Assert.Contains(
            "found unexpected [2]",
            Failure(() => ExpectMsgAllOfMatchingPredicates(PredicateInfo.Create<int>(number => number == 1), PredicateInfo.Create<string>(text => text == "b"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpectMsgAnyOf_OneOfThem_IsReturned()
    {
        Tell("a", "b", "c");

        Assert.Equal("a", ExpectMsgAnyOf(["b", "a"]));
        Assert.Equal("b", await ExpectMsgAnyOfAsync(["b", "a"]));
        Assert.Equal("ExpectMsgAnyOf found unexpected c", Failure(() => ExpectMsgAnyOf(["b", "a"])));
    }

    [Fact]
    public void FishForMessage_WithAList_CollectsWhatItPassesOver()
    {
        var others = new ArrayList { "old" };
        Tell(1, "a", "b");

        Assert.Equal("b", FishForMessage<string>(text => text == "b", others));

        Assert.Equal([1, "a"], others.Cast<object>());
        Assert.EndsWith("hint: the big one", Failure(() => FishForMessage<string>(_ => true, Short, "the big one")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FishUntilMessageAsync_TypeComes_FailsAndLeavesIt()
    {
        Tell(1, 2);
        await FishUntilMessageAsync<string>(Short);
        Assert.False(HasMessages);

        Tell(1, "a");
        await Assert.ThrowsAnyAsync<XunitException>(() => FishUntilMessageAsync<string>(Short));
        ExpectMsg("a");
    }

    [Fact]
    public async Task WaitForRadioSilenceAsync_ReturnsWhatCame_UpToAMaximum()
    {
        Tell(1, 2);
        Assert.Equal([1, 2], (await WaitForRadioSilenceAsync(Short)).Cast<int>());

        Tell(1, 2, 3);
        await Assert.ThrowsAnyAsync<XunitException>(() => WaitForRadioSilenceAsync(Short, 2));
    }

    [Fact]
    public async Task ReceiveNAsync_FewerCome_YieldsThemAndFails()
    {
        Tell(1);
        var received = new List<object>();
        await Assert.ThrowsAnyAsync<XunitException>(async () =>
        {
            await foreach (object message in ReceiveNAsync(2, Short)) received.Add(message);
        });
        Assert.Equal([1], received);
    }

    [Fact]
    public async Task ReceiveWhile_Predicate_DropsOtherTypesOrEndsAtThem()
    {
        Tell("a", 1, "b", "stop");
        Assert.Equal(["a", "b"], ReceiveWhile<string>(text => text != "stop", Short));
        ExpectMsg("stop");

        Tell("a", 1, "b");
        Assert.Equal(["a"], ReceiveWhile<string>(_ => true, Short, shouldIgnoreOtherMessageTypes: false));
        ExpectMsg(1);
        var rest = new List<string>();
        await foreach (string text in ReceiveWhileAsync(message => message as string, Short, msgs: 1)) rest.Add(text);
        Assert.Equal(["b"], rest);
    }

    [Fact]
    public void ReceiveWhile_Idle_EndsAtThePause()
    {
        var start = Now;
        Assert.Empty(ReceiveWhile<object>(TimeSpan.FromSeconds(5), Short, message => message));
        Assert.True(Now - start < TimeSpan.FromSeconds(4), "It waited for its maximum.");
    }

    [Fact]
    public async Task TryReceiveOne_NothingThere_SaysNo()
    {
        Assert.False(TryReceiveOne(out var none, TimeSpan.Zero));
        Assert.Same(NullMessageEnvelope.Instance, none);
        Tell("a", "b");
        Assert.True(TryPeekOne(out var peeked, Short, CancellationToken.None));
        Assert.Equal("a", peeked.Message);
        Assert.True(TryReceiveOne(out var first));
        Assert.Equal(TestActor, first.Sender);
        var (success, envelope) = await TryReceiveOneAsync(Short);
        Assert.True(success);
        Assert.Equal("b", envelope.Message);
    }

    [Fact]
    public void LastMessage_LastReceiveGotNone_IsNone()
    {
        Tell("a");
        ExpectMsg("a");
        Assert.Equal("a", LastMessage);
        ExpectNoMsg(TimeSpan.Zero);
        Assert.Throws<IllegalActorStateException>(() => LastMessage);
        Assert.Throws<IllegalActorStateException>(() => LastSender);
    }

    [Fact]
    public async Task Cancellation_EndsEachWait()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        Assert.ThrowsAny<OperationCanceledException>(() => ReceiveOne(Short, cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => ExpectMsg<string>(Short, null, cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => PeekOne(cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await ExpectMsgAsync<string>(Short, null, cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => AwaitAssert(() => Assert.Fail("x"), Short, null, cancelled.Token));
    }

    [Fact]
    public void ExpectTerminated_OtherActorEnds_NamesTheExpectedOne()
    {
        var first = Watch(Sys.ActorOf(EchoActor.Props, "first"));
        Sys.Stop(Watch(Sys.ActorOf(EchoActor.Props, "second")));

        Assert.Contains("Terminated " + first, Failure(() => ExpectTerminated(first)), StringComparison.Ordinal);
    }

    private static string Failure(Action action) => Assert.ThrowsAny<XunitException>(action).Message;

    private void Tell(params object[] messages)
    {
        foreach (object message in messages) TestActor.Tell(message);
    }
}
