using Akka.Configuration;
using EdgeNas.Actors.Seeds;
using EdgeNas.Actors.Workers;
using EdgeNas.Devices;
using EdgeNas.Domain;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Devices;
using EdgeNas.Hosting.Cluster;
using EdgeNas.Hosting.Settings.Nodes;

namespace EdgeNas.Hosting.Nodes;

/// <summary>Puts a profiler together: one device, and nothing else. It needs no artifacts: a network to be timed is built from its architecture.</summary>
public static class ProfilerNode
{
    /// <exception cref="EdgeNasException">The cluster can't be reached, or it refuses this node.</exception>
    public static ClusterNode Start(ProfilerSettings settings, TimeProvider time)
    {
        var system = NodeSystem.Start(settings.Access, NodeRole.Profiler, settings.Log, Config.Empty, []);
        NodeSystem.Report(system, settings.Access);
        var handler = new ProfileHandler(time, settings.Device);
        var resources = new WorkerResources([handler], NoArtifacts.Instance, new MachineGate(FileMachineLock.OfThisMachine));
        var desk = NodeSystem.Leading(system, LeadingSeed.Boards, "jobs");
        NodeSystem.StopFirst(system, system.ActorOf(WorkerSupervisor.Props([WorkerRole.Profiler(settings.Device.Name)], desk, resources, WorkerBackoff.Default), "profiler"));
        return new ClusterNode(system);
    }

    /// <summary>A board has no token; no job of its needs an artifact.</summary>
    private sealed class NoArtifacts : IArtifactStore
    {
        public static NoArtifacts Instance { get; } = new();

        public ArtifactId Put(ReadOnlySpan<byte> content) => throw Refused();

        public byte[] Get(ArtifactId id) => throw Refused();

        public bool Contains(ArtifactId id) => throw Refused();

        private static EdgeNasException Refused() => new("A profiler has no access to artifacts: this is a job for a worker.");
    }
}
