using Akka.Actor;
using Akka.Event;

namespace Compat.Akka.Tests.Actor;

public sealed class SelectionRuleTests : SystemFixture
{
    [Fact]
    public void ActorSelection_DoubleWildcardBeforeTheEnd_IsRefused()
    {
        Assert.Throws<IllegalActorNameException>(() => Sys.ActorSelection("/user/**/c"));
        Assert.Equal("/user/**", Sys.ActorSelection("/user/**").PathString);
    }

    [Fact]
    public void ActorSelection_NoPath_IsTheDeadLetters() => Assert.Equal(Sys.DeadLetters, Sys.ActorSelection((string)null!).Anchor);

    [Fact]
    public void ActorSelection_AddressOfSomethingElse_IsTheDeadLetters() => Assert.Equal(Sys.DeadLetters, Sys.ActorSelection("http://example.org/a").Anchor);

    [Fact]
    public void ToString_SaysWhichIncarnationItStartsFrom()
    {
        var actor = Sys.ActorOf(Scripted.Props(), "a");
        Assert.Equal($"ActorSelection[Anchor(akka://test/user/a#{actor.Path.Uid}), Path(/../*/b)]", new ActorSelection(actor, "../*/b").ToString());
        Assert.Equal("ActorSelection[Anchor(akka://test/), Path(/user/*)]", Sys.ActorSelection("/user/*").ToString());
    }

    [Fact]
    public void Copy_OfASelectionsMessage_ReplacesWhatIsGiven()
    {
        var message = new ActorSelectionMessage("a", [new SelectChildName("x")]);
        var copy = message.Copy("b", wildCardFanOut: true);
        Assert.Equal(("b", true), (copy.Message, copy.WildCardFanOut));
        Assert.Equal(message.Elements, copy.Elements);
        Assert.Equal(("a", false), (message.Copy().Message, message.Copy().WildCardFanOut));
    }

    [Fact]
    public async Task ResolveOne_Nobody_SaysWhatFailed()
    {
        var error = await Assert.ThrowsAsync<ActorNotFoundException>(() => Sys.ActorSelection("/user/none").ResolveOne(Patience));
        Assert.Equal("Exception occurred while resolving ActorSelection", error.Message);
    }

    [Fact]
    public async Task Tell_AnotherSystem_GoesToTheDeadLetters()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(DeadLetter));
        Sys.ActorSelection("akka://other/user/a").Tell("lost");
        var letter = await Next<DeadLetter>();
        Assert.Equal(("lost", Sys.DeadLetters), (letter.Message, letter.Recipient));
    }

    [Fact]
    public async Task Guardian_HasNoUid()
    {
        Sys.ActorSelection("/user").Tell(new Identify(1), Inbox);
        Assert.Equal("[akka://test/user]", (await Next<ActorIdentity>()).Subject.ToString());
    }

    [Fact]
    public async Task ActorIdentity_ComesFromTheActor()
    {
        var actor = Sys.ActorOf(Scripted.Props());
        actor.Tell(new Identify(1), Inbox);
        Assert.Equal(actor, (await Receive()).Sender);
    }

    [Fact]
    public async Task Ask_ReplyOfAnotherType_IsADeadLetterToo()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(DeadLetter));
        await Assert.ThrowsAsync<ArgumentException>(() => Sys.ActorOf(Scripted.Props()).Ask<int>("ping", Patience));
        Assert.Equal("pong", (await Next<DeadLetter>()).Message);
    }
}
