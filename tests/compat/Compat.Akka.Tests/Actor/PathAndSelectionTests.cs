using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class PathAndSelectionTests : SystemFixture
{
    [Theory]
    [InlineData("akka://sys/user/a/b", "akka://sys", "b", 3)]
    [InlineData("akka.tcp://sys@host:2552/user", "akka.tcp://sys@host:2552", "user", 1)]
    public void Parse_Path_GivesItsParts(string text, string address, string name, int depth)
    {
        var path = ActorPath.Parse(text);
        Assert.Equal((address, name, depth, text), (path.Address.ToString(), path.Name, path.Depth, path.ToString()));
    }

    [Fact]
    public void Parse_WithUid_KeepsIt()
    {
        var path = ActorPath.Parse("akka://sys/user/a#123");
        Assert.Equal((123L, "a", "akka://sys/user/a#123"), (path.Uid, path.Name, path.ToSerializationFormat()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/user/a")]
    [InlineData("http://sys/user")]
    public void TryParse_NoPath_IsFalse(string text) => Assert.False(ActorPath.TryParse(text, out _));

    [Fact]
    public void Path_OfAnActor_SaysWhereItIs()
    {
        Assert.Equal("akka://test/user/inbox", Inbox.Path.ToString());
        Assert.Equal("/user/inbox", Inbox.Path.ToStringWithoutAddress());
        Assert.Equal("akka://test/user", Inbox.Path.Parent.ToString());
        Assert.Equal(["user", "inbox"], Inbox.Path.Elements);
        Assert.True(Inbox.Path.Address.HasLocalScope);
        Assert.Equal(ActorPath.Parse("akka://test/user/inbox"), Inbox.Path);
    }

    [Fact]
    public async Task Selection_AbsolutePath_ReachesTheActor()
    {
        Sys.ActorSelection("/user/inbox").Tell("hi");
        Sys.ActorSelection("akka://test/user/inbox").Tell("ho");
        await ExpectNext("hi", "ho");
    }

    [Fact]
    public async Task Selection_Wildcard_ReachesAllThatFit()
    {
        var parent = Sys.ActorOf(Scripted.Props(), "parent");
        foreach (string name in new[] { "worker-1", "worker-2", "other" }) await parent.Child(Scripted.Props(), name);
        Sys.ActorSelection("/user/parent/worker-*").Tell("ping", Inbox);
        var senders = new[] { (await Receive()).Sender.Path.Name, (await Receive()).Sender.Path.Name };
        Assert.Equal(["worker-1", "worker-2"], senders.Order());
        Sys.ActorSelection("/user/parent/worker-?").Tell("ping", Inbox);
        await ExpectNext("pong", "pong");
        await ExpectNothing();
    }

    [Fact]
    public async Task Selection_RelativePath_StartsAtTheActor()
    {
        var parent = Sys.ActorOf(Scripted.Props(), "parent");
        var child = await parent.Child(Scripted.Props(), "child");
        await parent.Do(context =>
        {
            context.ActorSelection("child").Tell("ping", Inbox);
            return true;
        });
        Assert.Equal(child, (await Receive()).Sender);
        await child.Do(context =>
        {
            context.ActorSelection("../../inbox").Tell("from below");
            return true;
        });
        await ExpectNext("from below");
    }

    [Fact]
    public async Task Identify_ActorAndNobody_AreAnswered()
    {
        Sys.ActorSelection("/user/inbox").Tell(new Identify(1), Inbox);
        var found = await Next<ActorIdentity>();
        Assert.Equal((1, Inbox), (found.MessageId, found.Subject));
        Sys.ActorSelection("/user/nobody").Tell(new Identify(2), Inbox);
        var missing = await Next<ActorIdentity>();
        Assert.Equal(2, missing.MessageId);
        Assert.Null(missing.Subject);
    }

    [Fact]
    public async Task ResolveOne_ActorAndNobody_FindsOrThrows()
    {
        Assert.Equal(Inbox, await Sys.ActorSelection("/user/inbox").ResolveOne(Patience));
        await Assert.ThrowsAsync<ActorNotFoundException>(() => Sys.ActorSelection("/user/nobody").ResolveOne(Patience));
    }

    [Fact]
    public async Task ResolveActorRef_SerializedPath_IsTheSameActor()
    {
        string path = global::Akka.Serialization.Serialization.SerializedActorPath(Inbox);
        var resolved = ((ExtendedActorSystem)Sys).Provider.ResolveActorRef(path);
        Assert.Equal(Inbox, resolved);
        resolved.Tell("hi");
        await ExpectNext("hi");
    }

    /// <summary>The real local provider looks at the names alone and finds the second actor.</summary>
    [Fact]
    [Trait("Engine", "Compat")]
    public async Task ResolveActorRef_PathOfAFormerActor_LeadsToDeadLetters()
    {
        var first = Sys.ActorOf(Scripted.Props(), "name");
        string path = global::Akka.Serialization.Serialization.SerializedActorPath(first);
        await first.GracefulStop(Patience);

        // The guardian, which keeps the name, may hear of the end after others.
        while (Record.Exception(() => Sys.ActorOf(Scripted.Props(), "name")) is InvalidActorNameException) await Task.Yield();
        Sys.EventStream.Subscribe(Inbox, typeof(global::Akka.Event.DeadLetter));
        ((ExtendedActorSystem)Sys).Provider.ResolveActorRef(path).Tell("hi");
        Assert.Equal("hi", (await Next<global::Akka.Event.DeadLetter>()).Message);
    }

    [Fact]
    public void Nobody_IsNobody()
    {
        Assert.True(ActorRefs.Nobody.IsNobody());
        Assert.True(ActorRefs.NoSender.IsNobody());
        Assert.False(Inbox.IsNobody());
    }

    [Fact]
    public void Address_Parts_RoundTrip()
    {
        var address = new Address("akka.tcp", "sys", "host", 2552);
        Assert.Equal(address, Address.Parse(address.ToString()));
        Assert.True(address.HasGlobalScope);
        Assert.Equal("sys@host:2552", address.HostPort());
        Assert.Equal("akka.tcp://sys@host:1", address.WithPort(1).ToString());
    }

    [Fact]
    public async Task Child_ByName_FindsOrGivesNobody()
    {
        var parent = Sys.ActorOf(Scripted.Props());
        var child = await parent.Child(Scripted.Props(), "child");
        Assert.Equal(child, await parent.Do(context => context.Child("child")));
        Assert.True((await parent.Do(context => context.Child("other"))).IsNobody());
        Assert.Equal([child], await parent.Do(context => context.GetChildren().ToArray()));
        Assert.Equal(parent, await child.Do(context => context.Parent));
    }
}
