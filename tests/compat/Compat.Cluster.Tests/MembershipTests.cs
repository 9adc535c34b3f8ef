using Akka.Actor;
using Akka.Cluster;

namespace Compat.Cluster.Tests;

using Cluster = global::Akka.Cluster.Cluster;

/// <summary>Nodes join, are seen, leave and are removed.</summary>
public sealed class MembershipTests(Engine engine) : Nodes(engine)
{
    private const string Sbr = """
        akka.cluster.downing-provider-class = "Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster"
        """;

    [EngineFact]
    public async Task Join_OwnAddress_FoundsAClusterOfOne()
    {
        var cluster = Cluster.Get(Start("cluster", "akka.cluster.roles = [seed, other]"));
        Assert.Empty(cluster.State.Members);
        Assert.Equal(MemberStatus.Removed, cluster.SelfMember.Status);
        Assert.False(cluster.IsTerminated);

        await cluster.JoinAsync(cluster.SelfAddress).WaitAsync(Patience);

        await Until(() => cluster.State.Leader is not null, "a leader");
        Assert.Equal(cluster.SelfUniqueAddress, Assert.Single(cluster.State.Members).UniqueAddress);
        Assert.Equal(MemberStatus.Up, cluster.SelfMember.Status);
        Assert.Equal(cluster.SelfAddress, cluster.State.Leader);
        Assert.Equal(["other", "seed"], cluster.SelfMember.Roles.Order());
        Assert.True(cluster.SelfMember.HasRole("seed"));
        Assert.Empty(cluster.State.Unreachable);
    }

    [EngineFact]
    public async Task Join_SecondNode_BothSeeBothInOneOrder()
    {
        var (first, second) = (Cluster.Get(Start("cluster", "akka.cluster.roles = [seed]")), Cluster.Get(Start("cluster", "akka.cluster.roles = [worker]")));
        await first.JoinAsync(first.SelfAddress).WaitAsync(Patience);
        await second.JoinAsync(first.SelfAddress).WaitAsync(Patience);

        foreach (var cluster in (Cluster[])[first, second])
        {
            await Until(() => cluster.State.Members.Count(member => member.Status == MemberStatus.Up) == 2, $"{cluster.SelfAddress} sees two members");
            var (one, two) = (cluster.State.Members.Single(member => member.HasRole("seed")), cluster.State.Members.Single(member => member.HasRole("worker")));
            Assert.Equal((first.SelfUniqueAddress, second.SelfUniqueAddress), (one.UniqueAddress, two.UniqueAddress));
            Assert.True(one.IsOlderThan(two));
            Assert.False(two.IsOlderThan(one));
        }

        Assert.Equal(first.State.Leader, second.State.Leader);
        Assert.Equal(second.SelfAddress, first.State.RoleLeader("worker"));
    }

    [EngineFact]
    public async Task Subscribe_Events_TellJoiningUpLeavingExitingRemoved()
    {
        var (first, second) = (Start("cluster"), Start("cluster"));
        var (cluster, leaving) = (Cluster.Get(first), Cluster.Get(second));
        await cluster.JoinAsync(cluster.SelfAddress).WaitAsync(Patience);
        var inbox = new Inbox(first);
        cluster.Subscribe(inbox.Ref, typeof(ClusterEvent.IMemberEvent));
        Assert.Equal(cluster.SelfUniqueAddress, Assert.Single((await inbox.ExpectAsync<ClusterEvent.CurrentClusterState>()).Members).UniqueAddress);

        var removed = new TaskCompletionSource();
        leaving.RegisterOnMemberRemoved(removed.SetResult);
        await leaving.JoinAsync(cluster.SelfAddress).WaitAsync(Patience);
        await inbox.FishAsync<ClusterEvent.MemberUp>(up => up.Member.UniqueAddress == leaving.SelfUniqueAddress);
        cluster.Leave(leaving.SelfAddress);

        await inbox.FishAsync<ClusterEvent.MemberLeft>(left => left.Member.UniqueAddress == leaving.SelfUniqueAddress);
        await inbox.FishAsync<ClusterEvent.MemberExited>();
        var gone = await inbox.FishAsync<ClusterEvent.MemberRemoved>();
        Assert.Equal((leaving.SelfUniqueAddress, MemberStatus.Exiting, MemberStatus.Removed), (gone.Member.UniqueAddress, gone.PreviousStatus, gone.Member.Status));
        await removed.Task.WaitAsync(Patience);
        Assert.True(leaving.IsTerminated);
        await second.WhenTerminated.WaitAsync(Patience);
    }

    [EngineFact]
    public async Task Subscribe_InitialStateAsEvents_TellsWhatIsThereAndUnsubscribeEndsIt()
    {
        var system = Start("cluster");
        var cluster = Cluster.Get(system);
        await cluster.JoinAsync(cluster.SelfAddress).WaitAsync(Patience);
        var inbox = new Inbox(system);

        cluster.Subscribe(inbox.Ref, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberUp), typeof(ClusterEvent.LeaderChanged));
        Assert.Equal(cluster.SelfUniqueAddress, (await inbox.FishAsync<ClusterEvent.MemberUp>()).Member.UniqueAddress);
        Assert.Equal(cluster.SelfAddress, (await inbox.FishAsync<ClusterEvent.LeaderChanged>()).Leader);

        cluster.Unsubscribe(inbox.Ref);
        cluster.SendCurrentClusterState(inbox.Ref);
        await inbox.ExpectAsync<ClusterEvent.CurrentClusterState>();
        var other = Cluster.Get(Start("cluster"));
        await other.JoinAsync(cluster.SelfAddress).WaitAsync(Patience);
        cluster.SendCurrentClusterState(inbox.Ref);
        await inbox.ExpectAsync<ClusterEvent.CurrentClusterState>();
        Assert.Throws<ArgumentException>(() => cluster.Subscribe(inbox.Ref, typeof(string)));
        Assert.Throws<ArgumentException>(() => cluster.Subscribe(inbox.Ref));
    }

    [EngineFact]
    public async Task Terminate_Member_LeavesFirst()
    {
        var (first, second) = (Start("cluster"), Start("cluster"));
        var cluster = Cluster.Get(first);
        await cluster.JoinAsync(cluster.SelfAddress).WaitAsync(Patience);
        await Cluster.Get(second).JoinAsync(cluster.SelfAddress).WaitAsync(Patience);
        var inbox = new Inbox(first);
        cluster.Subscribe(inbox.Ref, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.UnreachableMember));

        await second.Terminate().WaitAsync(Patience);

        var gone = await inbox.FishAsync<ClusterEvent.MemberRemoved>();
        Assert.Equal(Cluster.Get(second).SelfUniqueAddress, gone.Member.UniqueAddress);
        Assert.Equal(MemberStatus.Exiting, gone.PreviousStatus);
        Assert.Single(cluster.State.Members);
    }

    [EngineFact]
    public async Task Down_Member_IsRemovedAndItsSystemEnds()
    {
        var (first, second) = (Start("cluster", Sbr), Start("cluster", Sbr));
        var (cluster, lost) = (Cluster.Get(first), Cluster.Get(second));
        await cluster.JoinAsync(cluster.SelfAddress).WaitAsync(Patience);
        await lost.JoinAsync(cluster.SelfAddress).WaitAsync(Patience);
        var inbox = new Inbox(first);
        var watched = Seen(second.ActorOf(Props.Create(() => new Echo())), second, first);
        inbox.Ref.Tell(new WatchThis(watched));
        Assert.Equal("ready", await watched.Ask<string>("ready", Patience));
        cluster.Subscribe(inbox.Ref, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberDowned));

        cluster.Down(lost.SelfAddress);

        await inbox.FishAsync<ClusterEvent.MemberDowned>();
        Assert.Equal(watched, (await inbox.FishAsync<Terminated>(patience: TimeSpan.FromSeconds(30))).ActorRef);
        await second.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(lost.IsTerminated);
        await Until(() => cluster.State.Members.Count == 1, "the downed member is removed");
    }

    [EngineFact]
    public async Task MinNrOfMembers_HoldsMembersJoiningUntilEnoughAreThere()
    {
        const string Two = "akka.cluster.min-nr-of-members = 2";
        var (first, second) = (Cluster.Get(Start("cluster", Two)), Cluster.Get(Start("cluster", Two)));
        var up = new TaskCompletionSource();
        first.RegisterOnMemberUp(up.SetResult);
        first.Join(first.SelfAddress);
        await Until(() => first.SelfMember.Status == MemberStatus.Joining, "the first node joins");
        Assert.False(up.Task.IsCompleted);

        await second.JoinAsync(first.SelfAddress).WaitAsync(Patience);
        await up.Task.WaitAsync(Patience);
        await Until(() => first.IsUp, "the first node knows that it is up");
    }

    [EngineFact]
    public async Task RegisterOnMemberUp_OfAMemberThatIsUp_RunsAtOnce()
    {
        var cluster = Cluster.Get(Start("cluster"));
        await cluster.JoinAsync(cluster.SelfAddress).WaitAsync(Patience);
        var up = new TaskCompletionSource();
        cluster.RegisterOnMemberUp(up.SetResult);
        await up.Task.WaitAsync(Patience);
    }

    [EngineFact]
    public void Get_SystemWithoutClusterProvider_Throws()
    {
        var system = Start("remote");
        Assert.ThrowsAny<Exception>(() => Cluster.Get(system));
    }
}
