using System.Globalization;
using Akka.Configuration;
using EdgeNas.Actors.Seeds;
using EdgeNas.Actors.Workers;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Jobs;
using EdgeNas.Hosting.Cluster;
using EdgeNas.Hosting.Nodes;
using EdgeNas.Hosting.Settings.Nodes;

namespace EdgeNas.Benchmarks.Cluster;

/// <summary>A worker in a process of its own, whose jobs take no time. Ends when its standard input does.</summary>
internal static class BenchWorker
{
    public const string Verb = "cluster-worker";

    /// <param name="options">The broker's port, and the worker's name.</param>
    public static int Run(string[] options)
    {
        int port = int.Parse(options[0], CultureInfo.InvariantCulture);
        var system = NodeSystem.Start(BenchCluster.Access(port, options[1]), NodeRole.Worker, new LogSettings("warning", ""), Config.Empty, []);
        var broker = NodeSystem.Leading(system, LeadingSeed.Jobs, "jobs");
        var resources = new WorkerResources([new Nothing()], NoArtifacts.Instance, new MachineGate());
        system.ActorOf(WorkerSupervisor.Props([WorkerRole.Evaluator], broker, resources, WorkerBackoff.Default), "worker");
        var node = new ClusterNode(system);
        Console.In.ReadToEnd();
        node.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return 0;
    }

    /// <summary>Does nothing, and says so.</summary>
    private sealed class Nothing : IJobHandler
    {
        public bool CanHandle(Job job) => job is ScoreJob;

        public JobResult Handle(Job job, JobEnvironment environment, CancellationToken cancellation) => new Scored([]);
    }
}
