using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class StashCapacityTests() : SystemFixture("""
    small-mailbox {
      mailbox-type = "Akka.Dispatch.UnboundedDequeBasedMailbox"
      stash-capacity = 2
    }
    small-dispatcher {
      type = Dispatcher
      mailbox-type = "Akka.Dispatch.UnboundedDequeBasedMailbox"
      stash-capacity = 3
    }
    """)
{
    [Theory]
    [InlineData("default", -1)]
    [InlineData("mailbox", 2)]
    [InlineData("dispatcher", 3)]
    [InlineData("deploy", 4)]
    public async Task Stash_Capacity_ComesFromDeploymentMailboxOrDispatcher(string source, int expected)
    {
        var props = Props.Create(() => new Stashing());
        var actor = Sys.ActorOf(source switch
        {
            "mailbox" => props.WithMailbox("small-mailbox"),
            "dispatcher" => props.WithDispatcher("small-dispatcher"),
            "deploy" => props.WithStashCapacity(4),
            _ => props,
        });
        Assert.Equal(expected, await actor.Ask<int>("capacity", Patience));
    }

    [Fact]
    public async Task Stash_Full_ThrowsAndKeepsWhatItHas()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Stashing()).WithStashCapacity(2));
        actor.Tell(1, Inbox);
        actor.Tell(2, Inbox);
        actor.Tell(3, Inbox);
        Assert.IsType<StashOverflowException>(await Next());
        Assert.Equal(2, await actor.Ask<int>("count", Patience));
    }

    [Fact]
    public async Task UnboundedStashAlone_HasNoCapacity()
    {
        Assert.Equal(2, await Sys.ActorOf(Props.Create(() => new Unrestricted()).WithMailbox("small-mailbox")).Ask<int>("capacity", Patience));
        Assert.Equal(-1, await Sys.ActorOf(Props.Create(() => new Unbounded()).WithStashCapacity(2)).Ask<int>("capacity", Patience));
    }

    [Fact]
    public async Task Stash_InPreStart_Throws()
    {
        Sys.ActorOf(Recorder.Props(Inbox, self => self.Report(Record.Exception(self.Stash.Stash)!)));
        await ExpectNext("PreStart");
        Assert.IsType<InvalidOperationException>(await Next());
    }

    [Fact]
    public async Task ClearPrependAndPredicate_ChangeWhatComesBack()
    {
        bool open = false;
        var actor = Sys.ActorOf(Recorder.Props(Inbox, null, (self, message) => Handle(self, (string)message, ref open)));
        await ExpectNext("PreStart");
        foreach (string message in new[] { "a", "clear", "b", "skip", "c", "prepend", "unstash" }) actor.Tell(message);
        await ExpectNext("cleared a", "p", "b", "c");
    }

    private static void Handle(Recorder self, string message, ref bool open)
    {
        switch (message)
        {
            case "clear":
                self.Report("cleared " + string.Join(',', self.Stash.ClearStash().Select(envelope => envelope.Message)));
                break;
            case "prepend":
                self.Stash.Prepend([new Envelope("p", ActorRefs.NoSender)]);
                break;
            case "unstash":
                open = true;
                self.Stash.UnstashAll(envelope => envelope.Message is not "skip");
                break;
            case var _ when open:
                self.Report(message);
                break;
            default:
                self.Stash.Stash();
                break;
        }
    }

    private sealed class Stashing : UntypedActor, IWithStash
    {
        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message)
        {
            if (message is "capacity") Sender.Tell(Stash.Capacity);
            else if (message is "count") Sender.Tell(Stash.Count);
            else if (Record.Exception(Stash.Stash) is { } error) Sender.Tell(error);
        }
    }

    private sealed class Unrestricted : UntypedActor, IWithUnrestrictedStash
    {
        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message) => Sender.Tell(Stash.Capacity);
    }

    private sealed class Unbounded : UntypedActor, IWithUnboundedStash
    {
        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message) => Sender.Tell(Stash.Capacity);
    }
}
