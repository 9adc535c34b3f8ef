using Akka.Actor;
using Akka.Event;
using Compat.Akka.Tests.Actor;

namespace Compat.Akka.Tests.Event;

public sealed class DeadLetterTests : SystemFixture
{
    [Fact]
    public async Task Tell_StoppedActor_IsADeadLetterForIt()
    {
        var gone = await Gone();
        gone.Tell("lost", Inbox);
        var letter = await Next<DeadLetter>();
        Assert.Equal(("lost", Inbox, gone), (letter.Message, letter.Sender, letter.Recipient));
    }

    [Fact]
    public async Task Tell_StoppedActorByNobody_ComesFromTheDeadLetters()
    {
        (await Gone()).Tell("lost", ActorRefs.NoSender);
        Assert.Equal(Sys.DeadLetters, (await Next<DeadLetter>()).Sender);
    }

    [Fact]
    public async Task Tell_StoppedActorWhatIsOfLittleInterest_IsSuppressed()
    {
        var gone = await Gone();
        gone.Tell(new Heartbeat());
        gone.Tell(PoisonPill.Instance);
        Assert.IsType<Heartbeat>((await Next<SuppressedDeadLetter>()).Message);
        Assert.IsType<PoisonPill>((await Next<SuppressedDeadLetter>()).Message);
    }

    [Fact]
    public async Task Tell_StoppedActorADeadLetter_IsDropped()
    {
        var gone = await Gone();
        gone.Tell(new DeadLetter("inner", Sys.DeadLetters, Inbox));
        gone.Tell(new UnhandledMessage("inner", Sys.DeadLetters, Inbox));
        gone.Tell(new Dropped("inner", "for a reason", Inbox));
        await ExpectNothing();
    }

    [Fact]
    public async Task Tell_DeadLetters_PublishesWhatItWasTold()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(AllDeadLetters));
        Sys.DeadLetters.Tell("lost");
        Assert.Equal("lost", (await Next<DeadLetter>()).Message);
        Sys.DeadLetters.Tell(new DeadLetter("inner", Sys.DeadLetters, Inbox));
        var letter = await Next<DeadLetter>();
        Assert.Equal(("inner", Inbox), (letter.Message, letter.Recipient));
    }

    [Fact]
    public async Task Identify_StoppedActor_IsAnsweredWithNobody()
    {
        var gone = await Gone();
        gone.Tell(new Identify(1), Inbox);
        var identity = await Next<ActorIdentity>();
        Assert.Equal(1, identity.MessageId);
        Assert.Null(identity.Subject);
    }

    [Fact]
    public async Task Scheduled_ForAStoppedActor_IsADeadLetter()
    {
        var gone = await Gone();
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(1), gone, "late", ActorRefs.NoSender);
        var letter = await Next<DeadLetter>();
        Assert.Equal("late", letter.Message is IWrappedMessage scheduled ? scheduled.Message : letter.Message);
    }

    [Fact]
    public async Task Unhandled_Message_IsPublished()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(UnhandledMessage));
        var actor = Sys.ActorOf(Scripted.Props());
        actor.Tell(5, Inbox);
        var message = await Next<UnhandledMessage>();
        Assert.Equal((5, Inbox, actor), (message.Message, message.Sender, message.Recipient));
    }

    [Theory]
    [InlineData("/user/none/x")]
    [InlineData("/user/inbox/none")]
    public async Task Selection_OfNobody_IsADeadLetter(string path)
    {
        Sys.EventStream.Subscribe(Inbox, typeof(DeadLetter));
        Sys.ActorSelection(path).Tell("lost");
        var letter = await Next<DeadLetter>();
        Assert.Equal(("lost", path), (letter.Message, letter.Recipient.Path.ToStringWithoutAddress()));
    }

    [Theory]
    [InlineData("/user")]
    [InlineData("/system")]
    [InlineData("/")]
    public async Task Tell_Guardian_IsADeadLetter(string path)
    {
        Sys.EventStream.Subscribe(Inbox, typeof(DeadLetter));
        Sys.ActorSelection(path).Tell("lost");
        Assert.Equal("lost", (await Next<DeadLetter>()).Message);
    }

    [Fact]
    public async Task Nobody_AndIgnoreRef_DropSilently()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(AllDeadLetters));
        ActorRefs.Nobody.Tell("lost");
        Sys.IgnoreRef.Tell("lost");
        await ExpectNothing();
    }

    /// <summary>A stopped actor; from now on dead letters come to the inbox.</summary>
    private async Task<IActorRef> Gone()
    {
        var actor = Sys.ActorOf(Props.Empty, "gone");
        await actor.GracefulStop(Patience);
        Sys.EventStream.Subscribe(Inbox, typeof(AllDeadLetters));
        return actor;
    }

    private sealed class Heartbeat : IDeadLetterSuppression;
}
