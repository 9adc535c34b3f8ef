using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster;

/// <summary>What nodes of a cluster say to each other about it.</summary>
internal interface IClusterMessage : IDeadLetterSuppression;

/// <summary>To the seeds: let me in. Repeated until it is answered.</summary>
internal sealed record Join(UniqueAddress Node, ImmutableHashSet<string> Roles, bool IsSeed) : IClusterMessage;

/// <summary>From the coordinator: all that the receiver may see. To all nodes at once (<paramref name="IsNews"/>) it holds the seeds alone.</summary>
internal sealed record FullView(Membership.ClusterView View, bool IsNews) : IClusterMessage;

/// <summary>From the coordinator to the seeds: its next decision.</summary>
internal sealed record Decision(long ClusterId, long Term, long Number, ImmutableArray<Membership.MemberEntry> Changes) : IClusterMessage;

/// <summary>From the coordinator to each member: are you there? Says what the member is at present, and how many decisions there were.</summary>
internal sealed record Ping(long ClusterId, long Term, long Number, MemberStatus Status) : IClusterMessage;

/// <summary>To the seeds: I am here.</summary>
internal sealed record Alive(UniqueAddress Node, long ClusterId) : IClusterMessage;

/// <summary>To a node that shows life but belongs to no member.</summary>
internal sealed record NotAMember(int Uid, long ClusterId) : IClusterMessage;

/// <summary>To the seeds: who knows the cluster, answer with a <see cref="FullView"/>.</summary>
internal sealed record GetView : IClusterMessage;

/// <summary>To the seeds: that member wants to leave.</summary>
internal sealed record LeaveCluster(Address Address) : IClusterMessage;

/// <summary>To the seeds: that member is lost.</summary>
internal sealed record DownMember(Address Address) : IClusterMessage;

/// <summary>To the seeds: I have handed over what I ran; remove me.</summary>
internal sealed record ExitingConfirmed(UniqueAddress Node) : IClusterMessage;
