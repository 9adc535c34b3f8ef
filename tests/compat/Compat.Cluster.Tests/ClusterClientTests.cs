using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Tools.Client;

namespace Compat.Cluster.Tests;

using Cluster = global::Akka.Cluster.Cluster;

/// <summary>A node that is no member talks to services of the cluster.</summary>
public sealed class ClusterClientTests(Engine engine) : Nodes(engine)
{
    [EngineFact]
    public async Task Send_RegisteredService_IsAnsweredThroughAnyReceptionist()
    {
        var (first, second) = (Start("cluster", Extensions), Start("cluster", Extensions));
        await Cluster.Get(first).JoinAsync(Cluster.Get(first).SelfAddress).WaitAsync(Patience);
        await Cluster.Get(second).JoinAsync(Cluster.Get(first).SelfAddress).WaitAsync(Patience);
        ClusterClientReceptionist.Get(second).RegisterService(second.ActorOf(Props.Create(() => new Echo()), "service"));
        var outside = Start("remote", name: "outside");
        var client = outside.ActorOf(ClusterClient.Props(ClusterClientSettings.Create(outside).WithInitialContacts(
            ImmutableHashSet.Create(ActorPath.Parse(AddressOf(first) + "/system/receptionist")))), "client");

        await Until(() => client.Ask<string>(new ClusterClient.Send("/user/service", "hello", localAffinity: true), TimeSpan.FromSeconds(1)).ContinueWith(answer => answer.IsCompletedSuccessfully && answer.Result == "hello").Result, "the service answers", TimeSpan.FromSeconds(30));
        var inbox = new Inbox(outside);
        client.Tell(new ClusterClient.SendToAll("/user/service", new Letter(1, "x", inbox.Ref)), inbox.Ref);
        Assert.Equal("x", (await inbox.ExpectAsync<Letter>()).Text);
    }

    [Fact]
    public void Settings_WithoutContacts_AreRefused()
    {
        var settings = ClusterClientSettings.Create(ClusterClientReceptionistConfig());
        Assert.Throws<ArgumentException>(() => settings.WithInitialContacts(ImmutableHashSet<ActorPath>.Empty));
        Assert.Throws<ArgumentException>(() => settings.WithBufferSize(-1));
    }

    [Fact]
    public async Task Settings_OneKeyOfASystem_LeavesTheOthersAsTheyAre()
    {
        var system = ActorSystem.Create("outside", "akka.cluster.client { receptionist.role = seed, buffer-size = 7 }");
        try
        {
            var settings = ClusterClientSettings.Create(system);
            Assert.Equal(7, settings.BufferSize);
            Assert.Equal(TimeSpan.FromSeconds(2), settings.HeartbeatInterval);
            Assert.Equal(TimeSpan.FromSeconds(60), settings.RefreshContactsInterval);
        }
        finally
        {
            await system.Terminate();
        }
    }

    private const string Extensions = """akka.extensions = ["Akka.Cluster.Tools.Client.ClusterClientReceptionistExtensionProvider, Akka.Cluster.Tools"]""";

    private static global::Akka.Configuration.Config ClusterClientReceptionistConfig() => ClusterClientReceptionist.DefaultConfig().GetConfig("akka.cluster.client")!;
}
