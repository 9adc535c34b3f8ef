using Akka.Actor;
using Akka.Event;

namespace Compat.Cluster.Tests;

/// <summary>Messages between two systems.</summary>
public sealed class RemoteTests(Engine engine) : Nodes(engine)
{
    [EngineFact]
    public async Task Ask_ActorOfAnotherNode_IsAnswered()
    {
        var (here, there) = (Start("remote"), Start("remote"));
        var echo = Seen(there.ActorOf(Props.Create(() => new Echo()), "echo"), there, here);

        Assert.Equal("hello", await echo.Ask<string>("hello", Patience));
        Assert.Equal(7, await echo.Ask<int>(7, Patience));
        Assert.Equal(1L << 40, await echo.Ask<long>(1L << 40, Patience));
        Assert.Equal(new Letter(1, "ä\nb"), await echo.Ask<Letter>(new Letter(1, "ä\nb"), Patience));
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => echo.Ask<string>("fail", Patience));
        Assert.Contains("on purpose", failure.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Tell_ReferenceInMessage_ReachesItsActorOnEitherNode()
    {
        var (here, there) = (Start("remote"), Start("remote", name: "others"));
        var echo = Seen(there.ActorOf(Props.Create(() => new Echo()), "echo"), there, here);
        var inbox = new Inbox(here);

        echo.Tell(new Letter(2, "x", inbox.Ref), ActorRefs.NoSender);
        var answer = await inbox.ExpectAsync<Letter>();

        Assert.Equal(echo, answer.ReplyTo);
        answer.ReplyTo!.Tell("direct", inbox.Ref);
        var (message, sender) = await inbox.NextAsync();
        Assert.Equal("direct", message);
        Assert.Equal(echo, sender);
    }

    [EngineFact]
    public async Task Tell_TwoSenders_KeepEachOnesOrder()
    {
        var (here, there) = (Start("remote"), Start("remote"));
        var inbox = new Inbox(there);
        var target = Seen(inbox.Ref, there, here);
        const int Each = 2000;

        await Task.WhenAll(Enumerable.Range(0, 2).Select(sender => Task.Run(() =>
        {
            for (int number = 0; number < Each; number++) target.Tell(new Letter(number, $"{sender}"), ActorRefs.NoSender);
        })));

        var next = new Dictionary<string, int> { ["0"] = 0, ["1"] = 0 };
        for (int count = 0; count < 2 * Each; count++)
        {
            var letter = await inbox.ExpectAsync<Letter>();
            Assert.Equal(next[letter.Text]++, letter.Number);
        }
    }

    [EngineFact]
    public async Task Selection_OfAnotherNode_FindsActorsAndPatterns()
    {
        var (here, there) = (Start("remote"), Start("remote"));
        there.ActorOf(Props.Create(() => new Echo()), "echo-1");
        var second = there.ActorOf(Props.Create(() => new Echo()), "echo-2");

        var found = await here.ActorSelection($"{AddressOf(there)}/user/echo-2").ResolveOne(Patience);
        Assert.Equal(Seen(second, there, here), found);
        await Assert.ThrowsAsync<ActorNotFoundException>(() => here.ActorSelection($"{AddressOf(there)}/user/none").ResolveOne(TimeSpan.FromSeconds(2)));

        var inbox = new Inbox(here);
        here.ActorSelection($"{AddressOf(there)}/user/echo-*").Tell("both", inbox.Ref);
        await inbox.ExpectAsync<string>();
        await inbox.ExpectAsync<string>();
    }

    [EngineFact]
    public async Task Watch_ActorOfAnotherNode_IsToldWhenItStops()
    {
        var (here, there) = (Start("remote"), Start("remote"));
        var local = there.ActorOf(Props.Create(() => new Echo()), "echo");
        var remote = Seen(local, there, here);
        var inbox = new Inbox(here);

        inbox.Ref.Tell(new WatchThis(remote));
        Assert.Equal("ready", await remote.Ask<string>("ready", Patience));
        remote.Tell(PoisonPill.Instance);

        var gone = await inbox.ExpectAsync<Terminated>();
        Assert.Equal(remote, gone.ActorRef);
        Assert.True(gone.ExistenceConfirmed);
        Assert.False(gone.AddressTerminated);

        inbox.Ref.Tell(new WatchThis(remote));
        Assert.Equal(remote, (await inbox.ExpectAsync<Terminated>()).ActorRef);
    }

    [EngineFact]
    public async Task Watch_NodeThatEnds_IsAddressTerminated()
    {
        var (here, there) = (Start("remote"), Start("remote"));
        var remote = Seen(there.ActorOf(Props.Create(() => new Stubborn()), "stubborn"), there, here);
        var inbox = new Inbox(here);
        inbox.Ref.Tell(new WatchThis(remote));
        Assert.Equal("ready", await remote.Ask<string>("ready", Patience));

        await there.Terminate();

        Assert.Equal(remote, (await inbox.ExpectAsync<Terminated>()).ActorRef);
    }

    [EngineFact]
    public async Task Tell_ActorThatIsNotThere_IsADeadLetterOnItsNode()
    {
        var (here, there) = (Start("remote"), Start("remote"));
        var letters = new Inbox(there);
        there.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));

        here.ActorSelection($"{AddressOf(there)}/user").Anchor.Tell("to the root", ActorRefs.NoSender);
        ((ExtendedActorSystem)here).Provider.ResolveActorRef($"{AddressOf(there)}/user/nobody#5").Tell("lost", ActorRefs.NoSender);

        var lost = await letters.FishAsync<DeadLetter>(letter => "lost".Equals(letter.Message));
        Assert.EndsWith("/user/nobody", lost.Recipient.Path.ToString(), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task SerializedActorPath_OfOneNode_ResolvesOnAnother()
    {
        var (here, there) = (Start("remote"), Start("remote"));
        string path = global::Akka.Serialization.Serialization.SerializedActorPath(there.ActorOf(Props.Create(() => new Echo()), "echo"));

        Assert.StartsWith(AddressOf(there) + "/user/echo#", path, StringComparison.Ordinal);
        Assert.Equal("hi", await ((ExtendedActorSystem)here).Provider.ResolveActorRef(path).Ask<string>("hi", Patience));
    }

    private sealed class Stubborn : ReceiveActor
    {
        public Stubborn() => ReceiveAny(message => Sender.Tell(message));
    }
}
