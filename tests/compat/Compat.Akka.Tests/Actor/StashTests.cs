using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class StashTests : SystemFixture
{
    [Fact]
    public async Task UnstashAll_StashedMessages_ComeBeforeThoseThatWait()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Door()));
        foreach (string message in new[] { "1", "2", "open", "3" }) actor.Tell(message, Inbox);
        await ExpectNext("1", "2", "3");
    }

    [Fact]
    public async Task Unstash_One_BringsBackTheOldest()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Door()));
        foreach (string message in new[] { "1", "2", "ajar", "3" }) actor.Tell(message, Inbox);
        await ExpectNext("1", "3");
    }

    [Fact]
    public async Task Stash_Restart_KeepsTheMessages()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Door()));
        foreach (string message in new[] { "1", "2", "fail", "open" }) actor.Tell(message, Inbox);
        await ExpectNext("1", "2");
    }

    [Fact]
    public async Task Stash_Stop_SendsTheMessagesToDeadLetters()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(global::Akka.Event.DeadLetter));
        var actor = Sys.ActorOf(Props.Create(() => new Door()));
        actor.Tell("1");
        actor.Tell(PoisonPill.Instance);
        Assert.Equal("1", (await Next<global::Akka.Event.DeadLetter>()).Message);
    }

    [Fact]
    public async Task Stash_SameMessageTwice_Throws()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Door()));
        actor.Tell("twice", Inbox);
        Assert.IsType<IllegalActorStateException>(await Next());
    }

    [Fact]
    public async Task Stash_EqualMessages_AreDifferentMessages()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Door()));
        foreach (string message in new[] { "1", "1", "open" }) actor.Tell(message, Inbox);
        await ExpectNext("1", "1");
    }

    [Fact]
    public async Task Stash_BeyondTheCapacity_Throws()
    {
        var actor = Sys.ActorOf(Props.Create(() => new BoundedDoor()).WithStashCapacity(2));
        foreach (string message in new[] { "1", "2", "3" }) actor.Tell(message, Inbox);
        Assert.IsType<StashOverflowException>(await Next());
    }

    [Fact]
    public async Task Stash_Unstashed_KeepsTheSender()
    {
        var other = Sys.ActorOf(Scripted.Props());
        var actor = Sys.ActorOf(Props.Create(() => new Door()));
        actor.Tell("sender?", Inbox);
        actor.Tell("open", other);
        Assert.Equal("sender?", await Next());
    }

    private sealed class Door : ReceiveActor, IWithUnboundedStash
    {
        public Door()
        {
            Receive<string>(
                _ =>
                {
                    Become(Open);
                    Stash.UnstashAll();
                },
                text => text == "open");
            Receive<string>(
                _ =>
                {
                    Become(Open);
                    Stash.Unstash();
                },
                text => text == "ajar");
            Receive<string>(_ => throw new InvalidOperationException("boom"), text => text == "fail");
            Receive<string>(
                _ =>
                {
                    Stash.Stash();
                    Sender.Tell(Record.Exception(Stash.Stash)!);
                },
                text => text == "twice");
            ReceiveAny(_ => Stash.Stash());
        }

        public IStash Stash { get; set; } = null!;

        private void Open() => ReceiveAny(message => Sender.Tell(message));
    }

    private sealed class BoundedDoor : ReceiveActor, IWithStash
    {
        public BoundedDoor() => ReceiveAny(_ =>
        {
            if (Record.Exception(Stash.Stash) is { } error) Sender.Tell(error);
        });

        public IStash Stash { get; set; } = null!;
    }
}
