using System.Collections.Immutable;
using Akka.Configuration;
using EdgeNas.Actors.Seeds;
using EdgeNas.Actors.Workers;
using EdgeNas.Devices;
using EdgeNas.Domain;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Jobs;
using EdgeNas.Hosting.Artifacts;
using EdgeNas.Hosting.Cluster;
using EdgeNas.Hosting.Runs;
using EdgeNas.Hosting.Settings.Nodes;
using EdgeNas.Learning.Modules;

namespace EdgeNas.Hosting.Nodes;

/// <summary>Puts a worker together: handlers, and artifacts over HTTP with a cache.</summary>
public static class WorkerNode
{
    /// <param name="data">Folder of the data sets where the settings name none.</param>
    /// <exception cref="EdgeNasException">The cluster can't be reached, or a setting can't be.</exception>
    public static ClusterNode Start(WorkerSettings settings, string data, TimeProvider time)
    {
        if (settings.Artifacts.Token.Length == 0)
            throw new EdgeNasException($"This worker has no token for the artifact server: `edgenas cluster token NODE` on the seed's machine makes one; give its file as artifacts.token-file, or the token in {NodeKeys.TokenVariable}.");
        if (settings.Gpu is { } gpu) ComputeTarget.Require(gpu);
        var system = NodeSystem.Start(settings.Access, NodeRole.Worker, settings.Log, Config.Empty, []);
        NodeSystem.Report(system, settings.Access);
        var address = ArtifactClient.Address(settings.Artifacts);
        var http = ArtifactClient.Create(settings.Artifacts, address);
        system.ActorOf(ArtifactFinder.Props(NodeSystem.Leading(system, LeadingSeed.Name, "leading-seed"), address), "artifacts");
        var cache = new ArtifactCache(new FileArtifactStore(settings.CacheFolder), settings.CacheBytes, time);
        var store = new HttpArtifactStore(http, cache, TransferPatience.Default with { Limit = settings.Patience, Time = time });
        // A table is a device that any worker has: no board is asked, and boards have no artifacts.
        ImmutableArray<IJobHandler> handlers = [.. WorkHandlers.OfWorker(settings.Data.Length > 0 ? settings.Data : data, time), new ProfileHandler(time)];
        var broker = NodeSystem.Leading(system, LeadingSeed.Jobs, "jobs");
        long? gpuMemory = settings.Gpu is null ? null : settings.GpuMemoryBytes;
        var roles = WorkerRole.OfWorker.Add(WorkerRole.Profiler(ProfileHandler.Table)).Select(role => role.With(settings.MemoryBytes, gpuMemory)).ToArray();
        NodeSystem.StopFirst(system, system.ActorOf(WorkerSupervisor.Props(roles, broker, new WorkerResources(handlers, store, new MachineGate(FileMachineLock.OfThisMachine), settings.Gpu ?? 0), WorkerBackoff.Default), "worker"));
        return new ClusterNode(system, [http, .. handlers]);
    }
}
