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

/// <summary>Many profilers in one process, each a node with a connection of its own, whose measurements are made up. Ends when its standard input does.</summary>
internal static class BenchProfilers
{
    public const string Verb = "cluster-profilers", Device = "simulated";

    /// <summary>
    /// Boards have processors of their own. Here they share the seed's and the broker's, so they give way to these, and compile no code twice.
    /// </summary>
    public static readonly Dictionary<string, string> Environment = new() { ["DOTNET_TieredCompilation"] = "0" };

    /// <summary>Nodes of a process that start at the same time.</summary>
    private const int AtOnce = 4;

    /// <summary>A thousand nodes that start in the same moment on one machine wait for each other.</summary>
    private static readonly Config Patient = ConfigurationFactory.ParseString("akka.remote.startup-timeout = 60 s");

    /// <param name="options">The broker's port, the first board's number, how many boards.</param>
    public static int Run(string[] options)
    {
        int[] numbers = [.. options.Select(option => int.Parse(option, CultureInfo.InvariantCulture))];
        var nodes = new ClusterNode[numbers[2]];
        int next = -1;
        // The start of a node waits for its connection, and so would keep threads of the pool from making any.
        Thread[] starting = [.. Enumerable.Range(0, AtOnce).Select(_ => new Thread(() =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < nodes.Length;) nodes[i] = Start(numbers[0], $"board-{numbers[1] + i}");
        }))];
        foreach (var thread in starting) thread.Start();
        foreach (var thread in starting) thread.Join();
        var told = Task.Factory.StartNew(Console.In.ReadToEnd, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (Task.WaitAny([told, .. nodes.Select(node => node.Ended)]) > 0)
        {
            Console.Error.WriteLine($"Of {nodes.Length} nodes {nodes.Count(node => node.Ended.IsCompleted)} have been given up by the seed: this machine is too slow for so many.");
            return 1;
        }

        Task.WaitAll([.. nodes.Select(node => node.DisposeAsync().AsTask())]);
        return 0;
    }

    private static ClusterNode Start(int port, string name)
    {
        var system = NodeSystem.Start(BenchCluster.Access(port, name), NodeRole.Profiler, new LogSettings("warning", ""), Patient, []);
        var desk = NodeSystem.Leading(system, LeadingSeed.Boards, "jobs");
        var resources = new WorkerResources([new MadeUp()], NoArtifacts.Instance, new MachineGate());
        system.ActorOf(WorkerSupervisor.Props([WorkerRole.Profiler(Device)], desk, resources, WorkerBackoff.Default), "profiler");
        return new ClusterNode(system);
    }

    private sealed class MadeUp : IJobHandler
    {
        public bool CanHandle(Job job) => job is ProfileJob;

        public JobResult Handle(Job job, JobEnvironment environment, CancellationToken cancellation)
        {
            var measure = environment.Search.Spec.Measure;
            return new Profiled(
                new DeviceIdentity(Device, "none", "fixed", "none", "fp32", measure.Batch, measure.Threads),
                Measurement.Of([.. Enumerable.Repeat(1.0, 30)], 1, null));
        }
    }
}
