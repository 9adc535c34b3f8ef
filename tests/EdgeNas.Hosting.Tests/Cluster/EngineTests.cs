using Akka.Actor;
using Akka.Configuration;
using EdgeNas.Domain;
using EdgeNas.Hosting.Cluster;
using EdgeNas.Hosting.Nodes;
using EdgeNas.Hosting.Settings.Nodes;

namespace EdgeNas.Hosting.Tests.Cluster;

/// <summary>The translation of EdgeNas's settings into the engine's: for whichever engine this build has.</summary>
public sealed class EngineTests
{
    private static readonly bool IsReal = typeof(Akka.Cluster.Cluster).Assembly != typeof(ActorSystem).Assembly;

    private static string Address => IsReal ? "akka.tcp://edgenas@10.0.0.5:4053" : "amqp://10.0.0.4:5672/lab";

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.4")]
    [InlineData("http://10.0.0.4/")]
    [InlineData("amqp://user:password@10.0.0.4/")]
    [InlineData("akka.tcp://other@10.0.0.4:4053")]
    public void Problem_NoAddress_SaysWhatWasExpected(string text) => Assert.Contains(IsReal ? "akka.tcp://edgenas@" : "amqp://", Engine.Problem(text));

    [Fact]
    public void Problem_Address_IsNone() => Assert.Null(Engine.Problem(Address));

    [Fact]
    public void Settings_Seed_TakesPartAndTrustsThoseNamed()
    {
        var config = Engine.Settings(Access(), NodeRole.Seed, ["seed", "worker"], ["/user/open"]);

        Assert.Equal("cluster", config.GetString("akka.actor.provider"));
        Assert.Equal(["seed"], config.GetStringList("akka.cluster.roles"));
        Assert.Equal("seed", config.GetString("akka.cluster.client.receptionist.role"));
        Assert.Equal("anna", config.GetString("akka.remote.dot-netty.tcp.hostname"));
        if (IsReal) return;
        Assert.Equal("amqp://w%C3%B6rker:p%40ss%2Fword@10.0.0.4:5672/lab", config.GetString("akka.remote.amqp.uri"));
        Assert.True(config.GetBoolean("akka.remote.amqp.seed"));
        Assert.Equal(["seed", "worker"], config.GetStringList("akka.remote.amqp.trusted-users"));
        Assert.Equal(["/user/open"], config.GetStringList("akka.remote.amqp.restricted-recipients"));
        Assert.Equal("lab-1", config.GetString("akka.remote.amqp.prefix"));
        Assert.Equal("/etc/ca.pem", config.GetString("akka.remote.amqp.tls.ca-file"));
    }

    [Theory]
    [InlineData(NodeRole.Worker, "all")]
    [InlineData(NodeRole.Profiler, "seeds")]
    public void Settings_OtherMembers_JoinSeedsAndReachWhatTheyMay(NodeRole role, string reach)
    {
        var config = Engine.Settings(Access(), role, [], []);

        Assert.Equal("cluster", config.GetString("akka.actor.provider"));
        Assert.Single(config.GetStringList("akka.cluster.seed-nodes"));
        if (IsReal) return;
        Assert.False(config.GetBoolean("akka.remote.amqp.seed"));
        Assert.Equal(reach, config.GetString("akka.remote.amqp.reach"));
    }

    [Theory]
    [InlineData("", 0, NodeRole.Seed, "10.0.0.5", "10.0.0.5:4053")]
    [InlineData("anna", 0, NodeRole.Seed, "10.0.0.5", "anna:4053")]
    [InlineData("", 7000, NodeRole.Worker, "127.0.0.1", "127.0.0.1:7000")]
    [InlineData("anna", 7000, NodeRole.Worker, "10.0.0.5", "anna:7000")]
    public void Listening_TakesTheAddressUnlessToldOtherwise(string name, int port, NodeRole role, string host, string expected)
    {
        var access = Access() with { Name = name.Length > 0 ? name : Environment.MachineName.ToLowerInvariant(), Port = port };

        var (listens, on) = Engine.Listening(access, role, new Address("akka.tcp", "edgenas", host, 4053));

        Assert.Equal(expected, $"{listens}:{on}");
    }

    [Fact]
    public void Start_WhereNothingCanBeHadFromTheAddress_SaysWhatToLookAt()
    {
        // No broker listens there; with the real library this node would listen under a name that no machine has.
        var access = Access() with { Address = IsReal ? "akka.tcp://edgenas@127.0.0.1:1" : "amqp://127.0.0.1:1/", Name = "nowhere.invalid", Tls = new ClusterTls("", "", "", "") };

        var hurry = ConfigurationFactory.ParseString(IsReal ? "" : "akka.remote.startup-timeout = 1 s");

        var error = Assert.Throws<EdgeNasException>(() => NodeSystem.Start(access, NodeRole.Worker, new LogSettings("error", ""), hurry, []));

        Assert.Contains(IsReal ? "can't listen as nowhere.invalid" : "amqp://127.0.0.1:1/ can't be reached", error.Message);
        Assert.Contains(IsReal ? "cluster.name" : "cluster.address", error.Message);
    }

    [Fact]
    public void Settings_Client_IsNoMember() => Assert.Equal("remote", Engine.Settings(Access(), NodeRole.Client, [], []).GetString("akka.actor.provider"));

    [Fact]
    public void Contacts_AreReceptionistsOfSeeds() => Assert.EndsWith("/system/receptionist", Assert.Single(Engine.Contacts(Access())).ToString());

    private static ClusterAccess Access() => new(Address, "anna", 0, "wörker", "p@ss/word", new ClusterTls("/etc/ca.pem", "", "", ""), "lab-1");
}
