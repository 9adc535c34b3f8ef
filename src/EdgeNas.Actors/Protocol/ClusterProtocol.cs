using System.Collections.Immutable;

namespace EdgeNas.Actors.Protocol;

// Conversation: a command and the leading seed, about the nodes.

/// <summary>Command → leading seed. Answer: <see cref="ClusterReport"/>.</summary>
public sealed record DescribeCluster;

/// <param name="Leader">Address of the leading seed.</param>
/// <param name="Refusals">What was refused at the leading seed since it started, by kind: <c>artifact requests</c>, <c>messages of boards</c>.</param>
public sealed record ClusterReport(ImmutableArray<NodeReport> Nodes, string Leader, BrokerState Broker, ImmutableSortedDictionary<string, long> Refusals);

/// <param name="Name">Host and number, such as <c>anna:31415</c>.</param>
/// <param name="Role"><c>seed</c>, <c>worker</c> or <c>profiler</c>.</param>
/// <param name="Status">Of its membership: <c>up</c>, <c>leaving</c>, <c>down</c> and the like.</param>
public sealed record NodeReport(string Name, string Address, string Role, string Status, bool Reachable);

/// <summary>Command → leading seed: let a node leave now. What it works on goes to others. Answer: <see cref="NodeLeaves"/>, or <see cref="RequestRefused"/>.</summary>
/// <param name="Node">Its name, host or address, whichever names one node alone.</param>
public sealed record LetLeave(string Node);

/// <summary>
/// Command → leading seed: give a node no more jobs, and let it leave when none of its workers is at one; after <paramref name="Grace"/> they stop at their next step, and others go on.
/// Answer: <see cref="NodeLeaves"/> in the end, or <see cref="RequestRefused"/>. Ask again until it comes.
/// </summary>
public sealed record LetDrain(string Node, TimeSpan Grace);

/// <summary>Leading seed → command: the node has been told to leave.</summary>
public sealed record NodeLeaves(string Address);
