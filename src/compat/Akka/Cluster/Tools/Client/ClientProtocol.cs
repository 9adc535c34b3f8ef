using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster.Tools.Client;

/// <summary>What clients and receptionists say to each other.</summary>
public interface IClusterClientMessage;

/// <summary>Client to receptionist: who else is there?</summary>
internal sealed record GetContacts : IClusterClientMessage;

/// <summary>Paths of receptionists, with addresses.</summary>
internal sealed record Contacts(ImmutableArray<string> Paths) : IClusterClientMessage;

internal sealed record Heartbeat : IClusterClientMessage;

internal sealed record HeartbeatRsp : IClusterClientMessage;

/// <summary>Receptionist to receptionist: all services of this node.</summary>
internal sealed record Services(ImmutableArray<IActorRef> Refs) : IClusterClientMessage;
