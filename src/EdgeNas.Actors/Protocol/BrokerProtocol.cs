using System.Collections.Immutable;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Protocol;

// Conversation: whoever looks after the cluster and the JobBroker: how it stands, and how a node leaves.

/// <summary>Anyone → broker. Answer: <see cref="BrokerState"/>.</summary>
public sealed record GetBrokerState;

/// <summary>What the broker has in its books, and has counted since it started.</summary>
/// <param name="Searches">Those with jobs, by id.</param>
/// <param name="Workers">By path.</param>
/// <param name="Draining">Addresses of the nodes that get no more jobs.</param>
public sealed record BrokerState(ImmutableArray<SearchLoad> Searches, ImmutableArray<WorkerLoad> Workers, ImmutableArray<string> Draining, BrokerCounts Counts);

/// <summary>Jobs of one search.</summary>
/// <param name="Waits">Why jobs wait that nobody present can do, each reason once; for people.</param>
public sealed record SearchLoad(SearchId Search, int Priority, int Waiting, int Running, ImmutableArray<string> Waits);

/// <param name="Path">The worker's path, with its node's address.</param>
/// <param name="At">What it is at; null while it is idle.</param>
/// <param name="Fault">Why it is set aside for a while, else null.</param>
public sealed record WorkerLoad(string Path, WorkerOffer Offer, AttemptId? At, string? Fault);

/// <summary>Counted since the broker started.</summary>
/// <param name="Stored">Results that became part of a search.</param>
/// <param name="Lost">Attempts whose worker was lost, crashed, or let its lease run out.</param>
/// <param name="HandedBack">Attempts that a draining worker gave back.</param>
/// <param name="Late">Answers to attempts that are over: dropped.</param>
/// <param name="Refused">Messages of strangers to an attempt, and results that can't be: dropped.</param>
/// <param name="Poisoned">Jobs given up.</param>
public sealed record BrokerCounts(long Given, long Stored, long Lost, long HandedBack, long Late, long Refused, long Poisoned);

/// <summary>Anyone → broker: what is being done for a search? Answer: <see cref="JobList"/>.</summary>
public sealed record ListJobs(SearchId Search);

/// <param name="Jobs">Those under way.</param>
public sealed record JobList(SearchId Search, ImmutableArray<JobUnderWay> Jobs);

/// <param name="Worker">Path of the worker, with its node's address.</param>
public sealed record JobUnderWay(string JobId, string Worker, DateTimeOffset Since, JobProgress Progress);

/// <summary>
/// Anyone → broker: give the node's workers no more jobs. Those at work may go on for <paramref name="Grace"/>; then they are told to stop at their next step boundary,
/// and their jobs go to others. Answer: <see cref="NodeDrained"/>, once none of them is at work. Ask again as often as you like, and after a new broker has taken over.
/// Holds until the node's workers are gone.
/// </summary>
/// <param name="Node">The node's address, as in its workers' paths.</param>
public sealed record DrainNode(string Node, TimeSpan Grace);

/// <summary>Broker → whoever asked: the node may leave.</summary>
public sealed record NodeDrained(string Node);
