using Akka.Actor;

namespace Akka.Cluster;

/// <summary>The node was not let into the cluster.</summary>
public class ClusterJoinFailedException(string message) : AkkaException(message);
