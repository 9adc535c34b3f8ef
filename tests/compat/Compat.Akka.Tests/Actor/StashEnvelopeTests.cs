using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class StashEnvelopeTests : SystemFixture
{
    [Fact]
    public async Task ClearStash_MessageOfNobody_HasTheDeadLettersAsSender()
    {
        var actor = Sys.ActorOf(Recorder.Props(Inbox, onMessage: static (recorder, _) =>
        {
            recorder.Stash.Stash();
            recorder.Report(recorder.Stash.ClearStash().Single().Sender);
        }));
        actor.Tell("x", ActorRefs.NoSender);
        await ExpectNext("PreStart", Sys.DeadLetters);
    }

    [Fact]
    public async Task Stash_Full_SaysWhatDoesNotFit()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Small(Inbox)).WithStashCapacity(1), "small");
        actor.Tell("a", ActorRefs.NoSender);
        actor.Tell("b", ActorRefs.NoSender);
        Assert.StartsWith("Couldn't enqueue message b from $[akka://test/deadLetters] to stash of [akka://test/user/small#", await Next<string>(), StringComparison.Ordinal);
    }

    private sealed class Small(IActorRef reports) : UntypedActor, IWithStash
    {
        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message)
        {
            try
            {
                Stash.Stash();
            }
            catch (StashOverflowException error)
            {
                reports.Tell(error.Message);
            }
        }
    }
}
